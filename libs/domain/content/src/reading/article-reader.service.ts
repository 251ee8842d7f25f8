import { createCursor, cutPage, httpErrors, type Locale, pageSize } from '@soomcare/http';
import { storedInstant } from '@soomcare/member-rows';
import { seoulDayOf } from '@soomcare/time';
import { z } from 'zod';

import type { Language } from '../articles/article.entity.ts';
import { articleErrors } from '../articles/article.errors.ts';
import { subtreeOf } from '../categories/categories.ts';
import type { ArticleCache } from './article-cache.ts';
import type { ArticleCardView, ArticleView, ListArticles } from './article-view.schemas.ts';
import type { LiveArticle, LiveArticleRepository } from './live-article.repository.ts';
import { withState } from './live-article.sql.ts';
import { relatedTo } from './related.ts';

/** `asOf` is that of the first page: nothing moves between pages because a day or an hour has passed. */
const cursor = createCursor(
  z.strictObject({
    asOf: storedInstant,
    isExpired: z.int().min(0).max(1),
    publishedAt: storedInstant,
    id: z.uuid(),
  }),
);

const uuid = z.uuid();

/** Far more than are written in one language; the nearest are found among the newest. */
const MAX_COMPARED = 500;

export interface ArticleReaderDeps {
  readonly articles: LiveArticleRepository;
  readonly cache: ArticleCache;
  readonly now: () => Date;
}

export const createArticleReader = ({ articles, cache, now }: ArticleReaderDeps) => {
  const load = async (slug: string, language: Language) => {
    const at = now();
    const article = await articles.find(slug, language, at);
    if (!article) return null;

    const next = await articles.findNextPublication(slug, at);
    return { article, staysMs: next && next.getTime() - at.getTime() };
  };

  const nameOf = async (slugOrId: string, language: Language) => {
    const named = uuid.safeParse(slugOrId).success ? await articles.findName(slugOrId) : null;
    return named ?? { slug: slugOrId, language };
  };

  const get = async (slugOrId: string, wanted: Language): Promise<LiveArticle> => {
    const { slug, language } = await nameOf(slugOrId, wanted);
    const article = await cache.read(slug, language, () => load(slug, language));
    if (!article) throw articleErrors.ARTICLE_NOT_FOUND();
    return article;
  };

  return {
    async list(
      query: ListArticles,
      locale: Locale,
    ): Promise<{ items: ArticleCardView[]; nextCursor: string | null }> {
      const after = query.cursor === undefined ? null : cursor.decode(query.cursor);
      const at = after ? new Date(after.asOf) : now();
      // Never one of ours: by it, what is scheduled would be seen early.
      if (at > now()) throw httpErrors.BAD_CURSOR();

      const today = seoulDayOf(at);
      const limit = pageSize(query);
      const filter = {
        language: query.language ?? locale,
        categories: query.category ? subtreeOf(query.category) : null,
        at,
        today,
      };

      const found = await articles.list(filter, after, limit + 1);
      const cards = found.map((card) => withState(card, today));
      return cutPage(cards, limit, ({ state, publishedAt, id }) =>
        cursor.encode({ asOf: at.toISOString(), isExpired: Number(state === 'expired'), publishedAt, id }),
      );
    },

    /** @param slugOrId an id, as searches give it, names its own language */
    async get(slugOrId: string, language: Language): Promise<ArticleView> {
      return withState(await get(slugOrId, language), seoulDayOf(now()));
    },

    async listRelated(slug: string, language: Language): Promise<{ items: ArticleCardView[] }> {
      const article = await get(slug, language);
      const at = now();
      const today = seoulDayOf(at);
      const filter = { language: article.language, categories: null, at, today };

      const others = await articles.list(filter, null, MAX_COMPARED);
      return { items: relatedTo(article, others).map((card) => withState(card, today)) };
    },
  };
};

export type ArticleReader = ReturnType<typeof createArticleReader>;
