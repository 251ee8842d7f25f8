import { defineErrors } from '@soomcare/http';

export const blockErrors = defineErrors({
  MEMBER_NOT_FOUND: [404, 'No such member', '해당 회원이 없습니다'],
  OWN_BLOCK: [422, 'Nobody can block or mute themselves', '자기 자신은 차단하거나 숨길 수 없습니다'],
});
