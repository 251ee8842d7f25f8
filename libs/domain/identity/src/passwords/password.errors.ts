import { defineErrors } from '@soomcare/http';

export const passwordErrors = defineErrors({
  PASSWORD_TOO_COMMON: [
    422,
    'This password is among the first that are guessed; please choose another',
    '너무 쉽게 추측되는 비밀번호입니다. 다른 비밀번호를 정해 주세요',
  ],
  CURRENT_PASSWORD_WRONG: [422, 'The current password is not right', '현재 비밀번호가 맞지 않습니다'],
});
