import { pageOf, pageQuery } from '@soomcare/http';
import { storedInstant } from '@soomcare/member-rows';
import { z } from 'zod';

import { postCardView } from '../posts/post.schemas.ts';

export const bookmarksQuery = z.strictObject(pageQuery);
export type ListBookmarks = z.output<typeof bookmarksQuery>;

const postBookmarkView = z
  .object({ post: postCardView, bookmarkedAt: storedInstant })
  .meta({ id: 'PostBookmark' });
export type PostBookmarkView = z.input<typeof postBookmarkView>;

export const postBookmarkPage = pageOf(postBookmarkView).meta({ id: 'PostBookmarkPage' });
