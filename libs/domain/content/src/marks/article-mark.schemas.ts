import { pageOf, pageQuery } from '@soomcare/http';
import { storedInstant } from '@soomcare/member-rows';
import { z } from 'zod';

import { articleCardView } from '../reading/article-view.schemas.ts';

export const readProgressBody = z
  .strictObject({
    percentRead: z.int().min(0).max(100).meta({ description: 'A lower one than before changes nothing' }),
  })
  .meta({ id: 'ReadProgress' });

export const articleMarkView = z
  .object({
    bookmarkedAt: storedInstant.nullable(),
    percentRead: z.int().meta({ description: 'The furthest that was read, 0–100' }),
  })
  .meta({ id: 'ArticleMark', description: 'What the member keeps of an article' });
export type ArticleMarkView = z.input<typeof articleMarkView>;

export const bookmarkQuery = z.strictObject(pageQuery);
export type ListBookmarks = z.output<typeof bookmarkQuery>;

export const bookmarkView = z
  .object({ article: articleCardView, bookmarkedAt: storedInstant, percentRead: z.int() })
  .meta({ id: 'ArticleBookmark' });
export type BookmarkView = z.input<typeof bookmarkView>;

export const bookmarkPage = pageOf(bookmarkView).meta({ id: 'ArticleBookmarkPage' });
