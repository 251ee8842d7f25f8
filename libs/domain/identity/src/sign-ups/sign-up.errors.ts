import { defineErrors } from '@soomcare/http';

export const signUpErrors = defineErrors({
  SIGN_UP_NOT_CONFIRMED: [
    422,
    'This link or code is wrong, used or no longer valid; please sign up again',
    '링크나 번호가 맞지 않거나, 이미 쓰였거나, 시간이 지났습니다. 다시 가입해 주세요',
  ],
});
