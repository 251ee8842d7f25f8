import { defineErrors } from '@soomcare/http';

export const passwordResetErrors = defineErrors({
  PASSWORD_RESET_FAILED: [
    422,
    'This link is wrong, used or no longer valid; please ask for a new one',
    '링크가 맞지 않거나, 이미 쓰였거나, 시간이 지났습니다. 새로 요청해 주세요',
  ],
});
