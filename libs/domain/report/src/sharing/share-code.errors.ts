import { defineErrors } from '@soomcare/http';

export const shareCodeErrors = defineErrors({
  SHARED_REPORT_NOT_FOUND: [
    404,
    'No report is open under this code and birth year; ask the patient for a new code',
    '이 번호와 출생 연도로 열 수 있는 리포트가 없습니다. 환자분께 새 번호를 받아 주세요',
  ],
  TOO_MANY_SHARE_CODES: [
    409,
    'Three codes are open already; end them or wait until they do',
    '이미 번호 세 개가 열려 있습니다. 닫거나 끝날 때까지 기다려 주세요',
  ],
});
