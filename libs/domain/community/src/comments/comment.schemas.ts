import { pageOf, pageQuery } from '@soomcare/http';
import { clientId, freeText, storedInstant } from '@soomcare/member-rows';
import { z } from 'zod';

import { authorView } from '../authors/author.ts';
import { writingGuidance } from '../posting-rules.ts';
import { maxLength } from './comment.entity.ts';

export const writeCommentBody = z
  .strictObject({
    id: clientId,
    body: freeText(maxLength.body).meta({
      description: '`@nickname` tells whoever of the thread has this name',
      example: '@숨쉬는민지 저도 그랬어요',
    }),
    parentId: z
      .uuid()
      .toLowerCase()
      .optional()
      .meta({ description: 'The comment that this replies to; a reply itself cannot be replied to' }),
  })
  .meta({ id: 'WriteComment' });
export type WriteComment = z.output<typeof writeCommentBody>;

export const listCommentsQuery = z.strictObject(pageQuery);
export type ListComments = z.output<typeof listCommentsQuery>;

export const commentView = z
  .object({
    id: z.uuid(),
    postId: z.uuid(),
    parentId: z.uuid().nullable(),
    author: authorView.nullable(),
    body: z
      .string()
      .nullable()
      .meta({ description: 'Null, like the author, where it was removed and stands for its replies only' }),
    isMine: z.boolean(),
    createdAt: storedInstant,
  })
  .meta({ id: 'Comment' });
export type CommentView = z.input<typeof commentView>;

export const commentPage = pageOf(commentView).meta({ id: 'CommentPage' });

export const writtenCommentView = commentView
  .extend({
    guidance: writingGuidance
      .nullable()
      .meta({ description: 'To be shown at once: the text sounds like an emergency' }),
  })
  .meta({ id: 'WrittenComment' });
export type WrittenCommentView = z.input<typeof writtenCommentView>;
