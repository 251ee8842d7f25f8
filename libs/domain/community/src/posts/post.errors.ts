import { defineErrors } from '@soomcare/http';

export const postErrors = defineErrors({
  POST_NOT_FOUND: [404, 'No such post', '그런 글이 없습니다'],
  BOARD_UNKNOWN: [422, 'No such board', '그런 게시판이 없습니다'],
});
