import { defineErrors } from '@soomcare/http';

export const memberErrors = defineErrors({
  GUARDIAN_NEEDED: [
    422,
    'Under fourteen a parent or guardian must agree; they can add you as a child to an account of their own',
    '만 14세 미만은 법정대리인의 동의가 필요합니다. 보호자가 자신의 계정에서 자녀로 등록할 수 있습니다',
  ],
  BIRTH_DATE_IN_FUTURE: [422, 'A birth date cannot lie in the future', '생년월일은 미래일 수 없습니다'],
  BIRTH_DATE_SETTLED: [
    422,
    'A child’s birth date can be moved to a later day in the first 30 days of the profile only',
    '자녀의 생년월일을 더 늦은 날짜로 바꾸는 것은 프로필을 만든 뒤 30일 안에만 가능합니다',
  ],
  DIAGNOSED_IN_FUTURE: [422, 'A diagnosis cannot lie in the future', '진단일은 미래일 수 없습니다'],
});
