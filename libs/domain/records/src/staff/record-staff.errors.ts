import { defineErrors } from '@soomcare/http';

export const recordStaffErrors = defineErrors({
  RECORD_ACCESS_NEEDED: [
    403,
    'Open this member’s records with a reason first',
    '먼저 사유를 적고 이 회원의 기록 열람을 신청해 주세요',
  ],
});
