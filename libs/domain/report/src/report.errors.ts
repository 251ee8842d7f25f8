import { defineErrors } from '@soomcare/http';

export const reportErrors = defineErrors({
  REPORT_NOT_FOUND: [404, 'No such report', '그런 리포트가 없습니다'],
  REPORT_IN_FUTURE: [422, 'A report cannot end in the future', '리포트의 마지막 날은 미래일 수 없습니다'],
  NO_MAIL_ADDRESS: [409, 'There is no mail address in your account', '계정에 메일 주소가 없습니다'],
  REPORT_TOO_LONG: [
    422,
    'There are too many entries in this range; choose a shorter one',
    '이 기간에는 기록이 너무 많습니다. 더 짧은 기간을 골라 주세요',
  ],
});
