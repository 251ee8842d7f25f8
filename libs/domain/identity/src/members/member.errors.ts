import { defineErrors } from '@soomcare/http';

export const memberErrors = defineErrors({
  GUARDIAN_NEEDED: [
    422,
    'Under fourteen a parent or guardian must agree; please ask them to help',
    '만 14세 미만은 법정대리인의 동의가 필요합니다. 보호자와 함께해 주세요',
  ],
  BIRTH_DATE_IN_FUTURE: [422, 'A birth date cannot lie in the future', '생년월일은 미래일 수 없습니다'],
  DIAGNOSED_IN_FUTURE: [422, 'A diagnosis cannot lie in the future', '진단일은 미래일 수 없습니다'],
});
