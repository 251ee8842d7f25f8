import { pageOf, pageQuery } from '@soomcare/http';
import { clientId, freeText, rowParams, storedInstant } from '@soomcare/member-rows';
import { z } from 'zod';

import { authorView } from '../authors/author.ts';
import { writingGuidance } from '../posting-rules.ts';
import { maxLength, postVisibilities } from './post.entity.ts';

export const postParams = rowParams;

const content = {
  title: freeText(maxLength.title).meta({ example: '가을 산책 다녀왔어요' }),
  body: freeText(maxLength.body),
  visibility: z
    .enum(postVisibilities)
    .meta({ description: 'Of a post for everyone its author may make a link for people without an account' }),
};

/** As many as a screen shows in one look. */
const MAX_PICTURES = 4;

const fileIds = z
  .array(z.uuid().toLowerCase())
  .max(MAX_PICTURES)
  .refine((ids) => new Set(ids).size === ids.length, 'each picture once')
  .meta({ description: 'Pictures that I have uploaded by `POST /files`' });

export const createPostBody = z
  .strictObject({ id: clientId, boardId: z.uuid().toLowerCase(), ...content, fileIds: fileIds.default([]) })
  .meta({ id: 'CreatePost' });
export type CreatePost = z.output<typeof createPostBody>;

export const editPostBody = z
  .strictObject({ ...content, fileIds })
  .partial()
  .meta({ id: 'EditPost' });
export type EditPost = z.output<typeof editPostBody>;

export const listPostsQuery = z.strictObject({
  board: z.uuid().toLowerCase().optional().meta({ description: 'A board’s id; all boards unless given' }),
  ...pageQuery,
});
export type ListPosts = z.output<typeof listPostsQuery>;

const head = {
  id: z.uuid(),
  boardId: z.uuid(),
  author: authorView,
  title: z.string(),
  visibility: z.enum(postVisibilities),
  fileIds: z.array(z.uuid()).meta({ description: 'Pictures: `GET /files/{id}`' }),
  likeCount: z.int(),
  commentCount: z.int(),
  isLiked: z.boolean().meta({ description: 'By the member who asks' }),
  isBookmarked: z.boolean(),
  isMine: z.boolean(),
  createdAt: storedInstant,
  editedAt: storedInstant.nullable(),
};

export const postCardView = z
  .object({ ...head, excerpt: z.string().meta({ description: 'How the text begins' }) })
  .meta({ id: 'PostCard' });
export type PostCardView = z.input<typeof postCardView>;

export const postPage = pageOf(postCardView).meta({ id: 'PostPage' });

export const postView = z
  .object({
    ...head,
    body: z.string().meta({ description: 'Empty, like the title, where the author has left' }),
    version: z.int().meta({ description: 'Goes into If-Match on an edit' }),
  })
  .meta({ id: 'Post' });
export type PostView = z.input<typeof postView>;

export const writtenPostView = postView
  .extend({
    guidance: writingGuidance
      .nullable()
      .meta({ description: 'To be shown at once: the text sounds like an emergency' }),
  })
  .meta({ id: 'WrittenPost' });
export type WrittenPostView = z.input<typeof writtenPostView>;
