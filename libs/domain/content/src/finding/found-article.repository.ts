import {
  binaryToUuid,
  type Database,
  isoInstant,
  sqlInstant,
  type Transaction,
  uuidToBinary,
} from '@soomcare/database';
import { limitParam } from '@soomcare/member-rows';

import type { Language } from '../articles/article.entity.ts';
import { joinLive, readTags } from '../reading/live-article.sql.ts';

/** What readers see of an article, as far as it can be searched. */
export interface FoundArticle {
  readonly id: string;
  readonly language: Language;
  /** The article's, not the revision's: each publication and withdrawal raises it. */
  readonly version: number;
  readonly revision: number;
  readonly title: string;
  readonly summary: string;
  readonly bodyHtml: string;
  readonly tags: readonly string[];
  readonly publishedAt: Date;
  readonly reviewDueOn: string;
}

interface Stored {
  readonly id: Buffer;
  readonly language: Language;
  readonly version: number;
  readonly number: number;
  readonly title: string;
  readonly summary: string;
  readonly body_html: string;
  readonly tags: string;
  readonly publish_at: string;
  readonly review_due_on: string;
}

const UUID_BYTES = 16;

const selected = `SELECT a.id, a.language, a.version, r.number, r.title, r.summary, r.body_html, r.tags, r.publish_at,
    r.review_due_on
  FROM articles a ${joinLive}`;

const read = (row: Stored): FoundArticle => ({
  id: binaryToUuid(row.id),
  language: row.language,
  version: row.version,
  revision: row.number,
  title: row.title,
  summary: row.summary,
  bodyHtml: row.body_html,
  tags: readTags(row.tags),
  publishedAt: new Date(isoInstant(row.publish_at)),
  reviewDueOn: row.review_due_on,
});

export const createFoundArticleRepository = (database: Database) => ({
  /** Null where readers see nothing of it at that instant. */
  async findLive(id: string, at: Date, tx: Transaction): Promise<FoundArticle | null> {
    const [row] = await database.rows<Stored>(
      `${selected} WHERE a.id = ?`,
      [sqlInstant(at), uuidToBinary(id)],
      tx,
    );
    return row ? read(row) : null;
  },

  async findVersion(id: string, tx: Transaction): Promise<number | null> {
    const [row] = await database.rows<{ version: number }>(
      'SELECT a.version FROM articles a WHERE a.id = ?',
      [uuidToBinary(id)],
      tx,
    );
    return row?.version ?? null;
  },

  /** When the next text is due to take its place. */
  async findNextPublication(id: string, after: Date, tx: Transaction): Promise<Date | null> {
    const [row] = await database.rows<{ next: string | null }>(
      `SELECT MIN(r.publish_at) AS next FROM article_revisions r
        WHERE r.article_id = ? AND r.publish_at > ? AND r.withdrawn_at IS NULL`,
      [uuidToBinary(id), sqlInstant(after)],
      tx,
    );
    return row?.next ? new Date(isoInstant(row.next)) : null;
  },

  /** All that readers see at that instant, in batches. */
  async *all(at: Date, batch: number): AsyncGenerator<FoundArticle[]> {
    let last: Buffer | undefined = Buffer.alloc(UUID_BYTES);
    while (last) {
      const rows: Stored[] = await database.rows<Stored>(`${selected} WHERE a.id > ? ORDER BY a.id LIMIT ?`, [
        sqlInstant(at),
        last,
        limitParam(batch),
      ]);
      yield rows.map(read);
      last = rows.at(batch - 1)?.id;
    }
  },

  /** What readers see at that instant of what was due for review on these days. */
  async dueForReview(from: string, to: string, at: Date): Promise<FoundArticle[]> {
    const rows = await database.rows<Stored>(
      `${selected} WHERE r.review_due_on BETWEEN ? AND ? ORDER BY a.id`,
      [sqlInstant(at), from, to],
    );
    return rows.map(read);
  },
});

export type FoundArticleRepository = ReturnType<typeof createFoundArticleRepository>;
