import { defineErrors } from '@soomcare/http';

export const sanctionErrors = defineErrors({
  SANCTION_NOT_FOUND: [404, 'No such sanction', '해당 제재가 없습니다'],
  ALREADY_APPEALED: [409, 'You have appealed against this already', '이미 이의를 제기했습니다'],
  NO_OPEN_APPEAL: [
    409,
    'There is no appeal that waits for an answer',
    '답변을 기다리는 이의 제기가 없습니다',
  ],
  OWN_SANCTION: [
    403,
    'Somebody who did not decide this must answer the appeal',
    '제재를 결정한 담당자는 이의 제기에 답할 수 없습니다',
  ],
});
