import { createCursor, cutPage, pageSize } from '@soomcare/http';
import { storedInstant } from '@soomcare/member-rows';
import { seoulDayOf } from '@soomcare/time';
import { z } from 'zod';

import { articleErrors } from '../articles/article.errors.ts';
import type { LiveArticleRepository } from '../reading/live-article.repository.ts';
import { withState } from '../reading/live-article.sql.ts';
import type { ArticleMarkRepository } from './article-mark.repository.ts';
import type { ArticleMarkView, BookmarkView, ListBookmarks } from './article-mark.schemas.ts';

const cursor = createCursor(z.strictObject({ bookmarkedAt: storedInstant, id: z.uuid() }));

export interface ArticleMarkDeps {
  readonly marks: ArticleMarkRepository;
  readonly articles: Pick<LiveArticleRepository, 'isLive'>;
  readonly now: () => Date;
}

/** Bookmarks and how far a member has read. Of what cannot be read, nothing is kept or told. */
export const createArticleMarkService = ({ marks, articles, now }: ArticleMarkDeps) => {
  const requireLive = async (articleId: string) => {
    if (!(await articles.isLive(articleId, now()))) throw articleErrors.ARTICLE_NOT_FOUND();
  };

  return {
    async get(memberId: string, articleId: string): Promise<ArticleMarkView> {
      await requireLive(articleId);

      return (await marks.find(memberId, articleId)) ?? { bookmarkedAt: null, percentRead: 0 };
    },

    async bookmark(memberId: string, articleId: string): Promise<void> {
      await requireLive(articleId);

      await marks.bookmark(memberId, articleId, now());
    },

    async removeBookmark(memberId: string, articleId: string): Promise<void> {
      await requireLive(articleId);

      await marks.removeBookmark(memberId, articleId, now());
    },

    async keepProgress(memberId: string, articleId: string, percentRead: number): Promise<void> {
      await requireLive(articleId);

      await marks.keepProgress(memberId, articleId, percentRead, now());
    },

    async listBookmarks(
      memberId: string,
      query: ListBookmarks,
    ): Promise<{ items: BookmarkView[]; nextCursor: string | null }> {
      const after = query.cursor === undefined ? null : cursor.decode(query.cursor);
      const at = now();
      const today = seoulDayOf(at);
      const limit = pageSize(query);

      const found = await marks.listBookmarks(memberId, at, after, limit + 1);
      const bookmarks = found.map((each) => ({ ...each, article: withState(each.article, today) }));
      return cutPage(bookmarks, limit, ({ bookmarkedAt, article }) =>
        cursor.encode({ bookmarkedAt, id: article.id }),
      );
    },
  };
};

export type ArticleMarkService = ReturnType<typeof createArticleMarkService>;
