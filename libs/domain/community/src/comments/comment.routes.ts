import { type Endpoint, endpoint, type ErrorFactory, Reply } from '@soomcare/http';
import { rowParams } from '@soomcare/member-rows';

import { askerOf } from '../asker.ts';
import { readingMember, writingMember } from '../community-access.ts';
import { postErrors } from '../posts/post.errors.ts';
import { commentErrors } from './comment.errors.ts';
import type { CommentReader } from './comment-reader.service.ts';
import {
  commentPage,
  commentView,
  listCommentsQuery,
  writeCommentBody,
  writtenCommentView,
} from './comment.schemas.ts';
import type { CommentService } from './comment.service.ts';

const listPath = '/posts/{id}/comments';
const itemPath = '/comments/{id}';
const tag = 'Community';

/** @param refusals what the community's rules may answer to a write */
export const commentRoutes = (
  { reader, comments }: { reader: CommentReader; comments: CommentService },
  refusals: readonly ErrorFactory[],
): Endpoint[] => [
  endpoint(
    {
      method: 'post',
      path: listPath,
      operationId: 'writeComment',
      summary: 'Comment on a post, or reply to a comment on it',
      tag,
      access: writingMember,
      idempotent: true,
      params: rowParams,
      body: writeCommentBody,
      status: 201,
      response: writtenCommentView,
      errors: [postErrors.POST_NOT_FOUND, commentErrors.COMMENT_NOT_REPLYABLE, ...refusals],
    },
    async (input) => {
      const { params, body, call } = input;
      const comment = await comments.write(askerOf(input), params.id, body, call.idempotency);
      return new Reply(comment, { Location: `/comments/${comment.id}` });
    },
  ),
  endpoint(
    {
      method: 'get',
      path: listPath,
      operationId: 'listComments',
      summary: 'Comments on a post, oldest first, each with its replies behind it',
      tag,
      access: readingMember,
      params: rowParams,
      query: listCommentsQuery,
      conditional: true,
      response: commentPage,
      errors: [postErrors.POST_NOT_FOUND],
    },
    (input) => reader.list(askerOf(input), input.params.id, input.query),
  ),
  endpoint(
    {
      method: 'get',
      path: itemPath,
      operationId: 'getComment',
      summary: 'Read a comment',
      tag,
      access: readingMember,
      params: rowParams,
      conditional: true,
      response: commentView,
      errors: [commentErrors.COMMENT_NOT_FOUND],
    },
    (input) => reader.get(askerOf(input), input.params.id),
  ),
  endpoint(
    {
      method: 'delete',
      path: itemPath,
      operationId: 'removeComment',
      summary: 'Delete my comment; replies to it stay',
      tag,
      access: readingMember,
      params: rowParams,
      errors: [commentErrors.COMMENT_NOT_FOUND],
    },
    ({ actor, params }) => comments.remove(actor.id, params.id),
  ),
];
