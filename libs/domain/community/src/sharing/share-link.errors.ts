import { defineErrors } from '@soomcare/http';

export const shareLinkErrors = defineErrors({
  POST_NOT_FOR_EVERYONE: [
    409,
    'Only a post that is for everyone can be shared',
    '전체 공개로 쓴 글만 공유할 수 있습니다',
  ],
});
