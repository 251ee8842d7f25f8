import { defineErrors } from '@soomcare/http';

export const abuseReportErrors = defineErrors({
  REPORTED_TEXT_NOT_FOUND: [404, 'There is no such post or comment', '해당 글이나 댓글이 없습니다'],
  ALREADY_REPORTED: [409, 'You have reported this already', '이미 신고한 글입니다'],
  OWN_TEXT: [422, 'This is your own text: you can remove it', '자신이 쓴 글입니다. 직접 지울 수 있습니다'],
  ABUSE_REPORT_NOT_FOUND: [404, 'No such report', '그런 신고가 없습니다'],
  ABUSE_REPORT_TAKEN: [
    409,
    'Somebody else works on this report, or it is decided',
    '다른 담당자가 처리 중이거나 이미 처리된 신고입니다',
  ],
  ABUSE_REPORT_NOT_CLAIMED: [
    409,
    'Take the report before you decide; a decided one stays so',
    '신고를 먼저 맡아야 처리할 수 있습니다. 처리된 신고는 바꿀 수 없습니다',
  ],
});
