import {
  instant,
  integer,
  localDate,
  longText,
  nullable,
  primary,
  table,
  text,
  uuid,
  uuidPrimary,
  version,
} from '@soomcare/database';

import type { CategorySlug } from '../categories/categories.ts';

export const languages = ['ko', 'en'] as const;
export type Language = (typeof languages)[number];

/** Of the newest revision. That an article has expired follows from its review date and is never stored. */
export const articleStates = ['draft', 'in-review', 'published'] as const;
export type ArticleState = (typeof articleStates)[number];

/** One subject in one language; a translation shares the slug. */
export class Article {
  id!: string;
  slug!: string;
  language!: Language;
  state!: ArticleState;
  /** The newest one's number. */
  revision!: number;
  version!: number;
  createdAt!: Date;
  updatedAt!: Date;
}

/** The text as it was saved once; it is never changed, only published and withdrawn. */
export class ArticleRevision {
  articleId!: string;
  number!: number;
  category!: CategorySlug;
  title!: string;
  summary!: string;
  bodyMarkdown!: string;
  /** Sanitised when it was saved. */
  bodyHtml!: string;
  /** A JSON array of texts. */
  tags!: string;
  /** A JSON array of `ArticleSource`. */
  sources!: string;
  authorName!: string;
  /** Null: not yet medically reviewed. */
  reviewerName!: string | null;
  reviewedOn!: string | null;
  /** The last day on which this counts as up to date. */
  reviewDueOn!: string;
  /** Null: came with the program. */
  writtenBy!: string | null;
  writtenAt!: Date;
  /** Readers see it from then on; null: never published. */
  publishAt!: Date | null;
  publishedBy!: string | null;
  withdrawnAt!: Date | null;
  withdrawnBy!: string | null;
}

export const maxLength = { slug: 80, title: 120, summary: 300, name: 60, tags: 700 };

export const articleTable = table<Article>()({
  target: Article,
  tableName: 'articles',
  columns: {
    id: uuidPrimary(),
    slug: text(maxLength.slug),
    language: text(2),
    state: text(9),
    revision: integer({ unsigned: true }),
    version: version(),
    createdAt: instant(),
    updatedAt: instant(),
  },
  indices: [
    { name: 'uq_articles_slug_language', columns: ['slug', 'language'], unique: true },
    { name: 'ix_articles_language', columns: ['language'] },
    { name: 'ix_articles_updated_at_id', columns: ['updatedAt', 'id'] },
  ],
});

export const articleRevisionTable = table<ArticleRevision>()({
  target: ArticleRevision,
  tableName: 'article_revisions',
  columns: {
    articleId: primary(uuid()),
    number: primary(integer({ unsigned: true })),
    category: text(40),
    title: text(maxLength.title),
    summary: text(maxLength.summary),
    bodyMarkdown: longText(),
    bodyHtml: longText(),
    tags: text(maxLength.tags),
    sources: longText(),
    authorName: text(maxLength.name),
    reviewerName: nullable(text(maxLength.name)),
    reviewedOn: nullable(localDate()),
    reviewDueOn: localDate(),
    writtenBy: nullable(uuid()),
    writtenAt: instant(),
    publishAt: nullable(instant()),
    publishedBy: nullable(uuid()),
    withdrawnAt: nullable(instant()),
    withdrawnBy: nullable(uuid()),
  },
  indices: [{ name: 'ix_article_revisions_article_id_publish_at', columns: ['articleId', 'publishAt'] }],
});
