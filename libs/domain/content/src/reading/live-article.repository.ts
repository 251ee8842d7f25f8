import { type Database, isoInstant, sqlInstant, uuidToBinary } from '@soomcare/database';
import { instantParam, limitParam } from '@soomcare/member-rows';

import type { Language } from '../articles/article.entity.ts';
import type { ArticleSource } from '../articles/article.schemas.ts';
import type { CategorySlug } from '../categories/categories.ts';
import { type ArticleCard, cardColumns, joinLive, readCard, type StoredCard } from './live-article.sql.ts';

/** What readers see of an article, without what the day makes of it. */
export interface LiveArticle extends ArticleCard {
  readonly languages: Language[];
  readonly authorName: string;
  readonly bodyHtml: string;
  readonly sources: ArticleSource[];
  readonly revision: number;
}

interface StoredArticle extends StoredCard {
  readonly number: number;
  readonly author_name: string;
  readonly body_html: string;
  readonly sources: string;
}

export interface ListPosition {
  readonly isExpired: number;
  readonly publishedAt: string;
  readonly id: string;
}

export interface ListFilter {
  readonly language: Language;
  /** Null: all. */
  readonly categories: readonly CategorySlug[] | null;
  readonly at: Date;
  /** Of `at`, in Seoul. */
  readonly today: string;
}

const readArticle = (row: StoredArticle, languages: Language[]): LiveArticle => ({
  ...readCard(row),
  languages,
  authorName: row.author_name,
  bodyHtml: row.body_html,
  sources: JSON.parse(row.sources) as ArticleSource[],
  revision: row.number,
});

export const createLiveArticleRepository = (database: Database) => ({
  async findName(id: string): Promise<{ slug: string; language: Language } | null> {
    const [row] = await database.rows<{ slug: string; language: Language }>(
      'SELECT a.slug, a.language FROM articles a WHERE a.id = ?',
      [uuidToBinary(id)],
    );
    return row ?? null;
  },

  /** In this language, or else in the other one. */
  async find(slug: string, language: Language, at: Date): Promise<LiveArticle | null> {
    const rows = await database.rows<StoredArticle>(
      `SELECT ${cardColumns}, r.number, r.author_name, r.body_html, r.sources
         FROM articles a ${joinLive}
        WHERE a.slug = ? ORDER BY a.language = ? DESC`,
      [sqlInstant(at), slug, language],
    );
    const languages = rows.map((row) => row.language).toSorted();
    const [best] = rows;
    return best ? readArticle(best, languages) : null;
  },

  /** When the next revision of this slug, in whichever language, is due to appear. */
  async findNextPublication(slug: string, after: Date): Promise<Date | null> {
    const [row] = await database.rows<{ next: string | null }>(
      `SELECT MIN(r.publish_at) AS next FROM articles a JOIN article_revisions r ON r.article_id = a.id
        WHERE a.slug = ? AND r.publish_at > ? AND r.withdrawn_at IS NULL`,
      [slug, sqlInstant(after)],
    );
    return row?.next ? new Date(isoInstant(row.next)) : null;
  },

  /** The newest first, expired ones after all others. */
  async list({ language, categories, at, today }: ListFilter, after: ListPosition | null, limit: number) {
    const isExpired = 'r.review_due_on < ?';
    const rows = await database.rows<StoredCard>(
      `SELECT ${cardColumns} FROM articles a ${joinLive}
        WHERE a.language = ?
          ${categories ? `AND r.category IN (${categories.map(() => '?').join(', ')})` : ''}
          ${after ? `AND ((${isExpired}) > ? OR ((${isExpired}) = ? AND (r.publish_at, a.id) < (?, ?)))` : ''}
        ORDER BY ${isExpired}, r.publish_at DESC, a.id DESC LIMIT ?`,
      [
        sqlInstant(at),
        language,
        ...(categories ?? []),
        ...(after
          ? [
              ...[today, after.isExpired, today, after.isExpired],
              ...[instantParam(after.publishedAt), uuidToBinary(after.id)],
            ]
          : []),
        today,
        limitParam(limit),
      ],
    );
    return rows.map(readCard);
  },

  async isLive(id: string, at: Date): Promise<boolean> {
    const [row] = await database.rows<{ live: number }>(
      `SELECT 1 AS live FROM article_revisions r
        WHERE r.article_id = ? AND r.publish_at <= ? AND r.withdrawn_at IS NULL LIMIT 1`,
      [uuidToBinary(id), sqlInstant(at)],
    );
    return row !== undefined;
  },
});

export type LiveArticleRepository = ReturnType<typeof createLiveArticleRepository>;
