import { type Endpoint, endpoint } from '@soomcare/http';

import { askerOf } from '../asker.ts';
import { readingMember } from '../community-access.ts';
import { postErrors } from '../posts/post.errors.ts';
import { postParams } from '../posts/post.schemas.ts';
import { bookmarksQuery, postBookmarkPage } from './post-mark.schemas.ts';
import type { PostMarkService } from './post-mark.service.ts';

const ofOnePost = {
  tag: 'Community',
  access: readingMember,
  params: postParams,
  errors: [postErrors.POST_NOT_FOUND],
} as const;

export const postMarkRoutes = (marks: PostMarkService): Endpoint[] => [
  endpoint(
    {
      ...ofOnePost,
      method: 'put',
      path: '/posts/{id}/like',
      operationId: 'likePost',
      summary: 'Like a post',
    },
    ({ actor, params }) => marks.like(actor.id, params.id),
  ),
  endpoint(
    {
      ...ofOnePost,
      method: 'delete',
      path: '/posts/{id}/like',
      operationId: 'unlikePost',
      summary: 'Take my like back',
    },
    ({ actor, params }) => marks.unlike(actor.id, params.id),
  ),
  endpoint(
    {
      ...ofOnePost,
      method: 'put',
      path: '/posts/{id}/bookmark',
      operationId: 'bookmarkPost',
      summary: 'Bookmark a post; only I see it',
    },
    ({ actor, params }) => marks.bookmark(actor.id, params.id),
  ),
  endpoint(
    {
      ...ofOnePost,
      method: 'delete',
      path: '/posts/{id}/bookmark',
      operationId: 'removePostBookmark',
      summary: 'Remove a bookmark of a post',
    },
    ({ actor, params }) => marks.removeBookmark(actor.id, params.id),
  ),
  endpoint(
    {
      method: 'get',
      path: '/post-bookmarks',
      operationId: 'listPostBookmarks',
      summary: 'My bookmarked posts, the last bookmarked first',
      tag: 'Community',
      access: readingMember,
      query: bookmarksQuery,
      conditional: true,
      response: postBookmarkPage,
    },
    (input) => marks.listBookmarks(askerOf(input), input.query),
  ),
];
