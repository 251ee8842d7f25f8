import { defineErrors } from '@soomcare/http';

export const commentErrors = defineErrors({
  COMMENT_NOT_FOUND: [404, 'No such comment', '그런 댓글이 없습니다'],
  COMMENT_NOT_REPLYABLE: [
    422,
    'Only a comment on this very post can be replied to',
    '이 글에 바로 달린 댓글에만 답글을 쓸 수 있습니다',
  ],
});
