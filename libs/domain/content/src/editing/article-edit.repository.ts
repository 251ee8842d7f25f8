import {
  binaryToUuid,
  type Database,
  isoInstant,
  sqlInstant,
  type Transaction,
  uuidToBinary,
} from '@soomcare/database';
import { createRowMapping, instantParam, limitParam, type PlainRow } from '@soomcare/member-rows';

import {
  type Article,
  type ArticleRevision,
  articleRevisionTable,
  type ArticleState,
  articleTable,
  type Language,
} from '../articles/article.entity.ts';
import type { CategorySlug } from '../categories/categories.ts';

export type ArticleRow = PlainRow<Article>;
export type RevisionRow = PlainRow<ArticleRevision>;

/** An article and its newest revision. */
export interface Edited {
  readonly article: ArticleRow;
  readonly revision: RevisionRow;
}

export interface EditedHead extends Omit<ArticleRow, 'createdAt'> {
  readonly category: CategorySlug;
  readonly title: string;
  readonly publishAt: string | null;
  readonly reviewDueOn: string;
}

/** Null or missing: whichever. */
export interface ArticleChoice {
  readonly state?: ArticleState | null | undefined;
  readonly language?: Language | null | undefined;
  /** A day as in 2026-12-31. */
  readonly reviewDueBy?: string | null | undefined;
}

interface StoredHead {
  readonly id: Buffer;
  readonly slug: string;
  readonly language: Language;
  readonly state: ArticleState;
  readonly revision: number;
  readonly version: number;
  readonly updated_at: string;
  readonly category: CategorySlug;
  readonly title: string;
  readonly publish_at: string | null;
  readonly review_due_on: string;
}

export interface HeadPosition {
  readonly updatedAt: string;
  readonly id: string;
}

const readHead = (row: StoredHead): EditedHead => ({
  id: binaryToUuid(row.id),
  slug: row.slug,
  language: row.language,
  state: row.state,
  revision: row.revision,
  version: row.version,
  updatedAt: isoInstant(row.updated_at),
  category: row.category,
  title: row.title,
  publishAt: row.publish_at && isoInstant(row.publish_at),
  reviewDueOn: row.review_due_on,
});

const joinNewest = 'JOIN article_revisions r ON r.article_id = a.id AND r.number = a.revision';

export const createArticleEditRepository = (database: Database) => {
  const articles = createRowMapping<Article>(articleTable);
  const revisions = createRowMapping<ArticleRevision>(articleRevisionTable);
  const selected = [
    ...articles.columns.map((column) => `a.${column}`),
    ...revisions.columns.map((column) => `r.${column}`),
  ].join(', ');

  const insert = (
    tableName: string,
    columns: readonly string[],
    values: readonly unknown[],
    tx: Transaction,
  ) =>
    database.run(
      `INSERT INTO ${tableName} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
      values,
      tx,
    );

  return {
    async find(id: string): Promise<Edited | null> {
      const [row] = await database.rows<Record<string, unknown>>(
        `SELECT ${selected} FROM articles a ${joinNewest} WHERE a.id = ?`,
        [uuidToBinary(id)],
      );
      return row ? { article: articles.read(row), revision: revisions.read(row) } : null;
    },

    async exists(slug: string, language: Language): Promise<boolean> {
      const [row] = await database.rows<{ here: number }>(
        'SELECT 1 AS here FROM articles a WHERE a.slug = ? AND a.language = ?',
        [slug, language],
      );
      return row !== undefined;
    },

    /** The last changed first. */
    async list(
      { state = null, language = null, reviewDueBy = null }: ArticleChoice,
      after: HeadPosition | null,
      limit: number,
    ): Promise<EditedHead[]> {
      const rows = await database.rows<StoredHead>(
        `SELECT a.id, a.slug, a.language, a.state, a.revision, a.version, a.updated_at,
                r.category, r.title, r.review_due_on, IF(r.withdrawn_at IS NULL, r.publish_at, NULL) AS publish_at
           FROM articles a ${joinNewest}
          WHERE (? IS NULL OR a.state = ?) AND (? IS NULL OR a.language = ?) AND (? IS NULL OR r.review_due_on <= ?)
            ${after ? 'AND (a.updated_at, a.id) < (?, ?)' : ''}
          ORDER BY a.updated_at DESC, a.id DESC LIMIT ?`,
        [
          ...[state, state, language, language, reviewDueBy, reviewDueBy],
          ...(after ? [instantParam(after.updatedAt), uuidToBinary(after.id)] : []),
          limitParam(limit),
        ],
      );
      return rows.map(readHead);
    },

    /** The newest first. */
    async listRevisions(articleId: string, before: number | null, limit: number): Promise<RevisionRow[]> {
      const rows = await database.rows<Record<string, unknown>>(
        `SELECT ${revisions.columns.map((column) => `r.${column}`).join(', ')} FROM article_revisions r
          WHERE r.article_id = ? AND (? IS NULL OR r.number < ?) ORDER BY r.number DESC LIMIT ?`,
        [uuidToBinary(articleId), before, before, limitParam(limit)],
      );
      return rows.map(revisions.read);
    },

    async insert({ article, revision }: Edited, tx: Transaction): Promise<void> {
      await insert('articles', articles.columns, articles.write(article), tx);
      await insert('article_revisions', revisions.columns, revisions.write(revision), tx);
    },

    async insertRevision(revision: RevisionRow, tx: Transaction): Promise<void> {
      await insert('article_revisions', revisions.columns, revisions.write(revision), tx);
    },

    /** Writes state and newest revision where the version still is `expected`. @returns whether it was. */
    async update(
      article: Pick<ArticleRow, 'id' | 'state' | 'revision'>,
      expected: number,
      at: Date,
      tx: Transaction,
    ): Promise<boolean> {
      const { affectedRows } = await database.run(
        `UPDATE articles a SET a.state = ?, a.revision = ?, a.updated_at = ?, a.version = a.version + 1
          WHERE a.id = ? AND a.version = ?`,
        [article.state, article.revision, sqlInstant(at), uuidToBinary(article.id), expected],
        tx,
      );
      return affectedRows > 0;
    },

    /** Whatever its version is: what was published is a draft again. The row stays locked for the transaction. */
    async reopen(id: string, at: Date, tx: Transaction): Promise<void> {
      await database.run(
        `UPDATE articles a
            SET a.state = IF(a.state = 'published', 'draft', a.state), a.updated_at = ?, a.version = a.version + 1
          WHERE a.id = ?`,
        [sqlInstant(at), uuidToBinary(id)],
        tx,
      );
    },

    /** Whether this person has written anything since the last revision that was published and not taken back. */
    async hasWrittenSincePublication(articleId: string, staffId: string): Promise<boolean> {
      const [row] = await database.rows<{ wrote: number }>(
        `SELECT 1 AS wrote FROM article_revisions r
          WHERE r.article_id = ? AND r.written_by = ? AND r.number > COALESCE(
            (SELECT MAX(p.number) FROM article_revisions p
              WHERE p.article_id = r.article_id AND p.publish_at IS NOT NULL AND p.withdrawn_at IS NULL), 0)
          LIMIT 1`,
        [uuidToBinary(articleId), uuidToBinary(staffId)],
      );
      return row !== undefined;
    },

    async publish(
      revision: Pick<RevisionRow, 'articleId' | 'number'>,
      { publishAt, staffId }: { publishAt: Date; staffId: string },
      tx: Transaction,
    ): Promise<void> {
      await database.run(
        `UPDATE article_revisions r
            SET r.publish_at = ?, r.published_by = ?, r.withdrawn_at = NULL, r.withdrawn_by = NULL
          WHERE r.article_id = ? AND r.number = ?`,
        [sqlInstant(publishAt), uuidToBinary(staffId), uuidToBinary(revision.articleId), revision.number],
        tx,
      );
    },

    /** Takes back what appears after `from`; null: also what readers see now. @returns how many revisions */
    async withdraw(
      articleId: string,
      { from, staffId, at }: { from: Date | null; staffId: string; at: Date },
      tx: Transaction,
    ): Promise<number> {
      const since = from && sqlInstant(from);
      const { affectedRows } = await database.run(
        `UPDATE article_revisions r SET r.withdrawn_at = ?, r.withdrawn_by = ?
          WHERE r.article_id = ? AND r.publish_at IS NOT NULL AND r.withdrawn_at IS NULL
            AND (? IS NULL OR r.publish_at > ?)`,
        [sqlInstant(at), uuidToBinary(staffId), uuidToBinary(articleId), since, since],
        tx,
      );
      return affectedRows;
    },
  };
};

export type ArticleEditRepository = ReturnType<typeof createArticleEditRepository>;
