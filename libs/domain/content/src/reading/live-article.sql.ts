import { binaryToUuid, isoInstant } from '@soomcare/database';

import type { Language } from '../articles/article.entity.ts';
import type { CategorySlug } from '../categories/categories.ts';

/**
 * Joins to `articles a` the revision `r` that readers see at the instant of the one parameter: of those whose time
 * has come and that were not withdrawn, the one published last.
 */
export const joinLive = `JOIN article_revisions r ON r.article_id = a.id AND r.number = (
    SELECT l.number FROM article_revisions l
     WHERE l.article_id = a.id AND l.publish_at <= ? AND l.withdrawn_at IS NULL
     ORDER BY l.publish_at DESC, l.number DESC LIMIT 1)`;

export const cardColumns = `a.id, a.slug, a.language, r.category, r.title, r.summary, r.tags, r.reviewer_name,
  r.reviewed_on, r.review_due_on, r.publish_at`;

export interface StoredCard {
  readonly id: Buffer;
  readonly slug: string;
  readonly language: Language;
  readonly category: CategorySlug;
  readonly title: string;
  readonly summary: string;
  readonly tags: string;
  readonly reviewer_name: string | null;
  readonly reviewed_on: string | null;
  readonly review_due_on: string;
  readonly publish_at: string;
}

/** An article in a list, without what the day makes of it. */
export interface ArticleCard {
  readonly id: string;
  readonly slug: string;
  readonly language: Language;
  readonly category: CategorySlug;
  readonly title: string;
  readonly summary: string;
  readonly tags: string[];
  readonly medicalReview: { readonly name: string; readonly reviewedOn: string } | null;
  readonly reviewDueOn: string;
  readonly publishedAt: string;
}

/** Of a JSON array of texts. */
export const readTags = (json: string) => JSON.parse(json) as string[];

export const readMedicalReview = (name: string | null, reviewedOn: string | null) =>
  name === null || reviewedOn === null ? null : { name, reviewedOn };

export const readCard = (row: StoredCard): ArticleCard => ({
  id: binaryToUuid(row.id),
  slug: row.slug,
  language: row.language,
  category: row.category,
  title: row.title,
  summary: row.summary,
  tags: readTags(row.tags),
  medicalReview: readMedicalReview(row.reviewer_name, row.reviewed_on),
  reviewDueOn: row.review_due_on,
  publishedAt: isoInstant(row.publish_at),
});

/** Expired is whatever is read after its review-due day. */
export const withState = <A extends { readonly reviewDueOn: string }>(article: A, today: string) => ({
  ...article,
  state: article.reviewDueOn < today ? ('expired' as const) : ('published' as const),
});
