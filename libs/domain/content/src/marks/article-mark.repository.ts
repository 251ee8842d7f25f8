import { type Database, isoInstant, sqlInstant, type Transaction, uuidToBinary } from '@soomcare/database';
import { instantParam, limitParam } from '@soomcare/member-rows';

import { cardColumns, joinLive, readCard, type StoredCard } from '../reading/live-article.sql.ts';

interface StoredMark {
  readonly bookmarked_at: string | null;
  readonly percent_read: number;
}

interface StoredBookmark extends StoredCard {
  readonly bookmarked_at: string;
  readonly percent_read: number;
}

export interface BookmarkPosition {
  readonly bookmarkedAt: string;
  readonly id: string;
}

export const createArticleMarkRepository = (database: Database) => ({
  async find(memberId: string, articleId: string) {
    const [row] = await database.rows<StoredMark>(
      'SELECT m.bookmarked_at, m.percent_read FROM article_marks m WHERE m.member_id = ? AND m.article_id = ?',
      [uuidToBinary(memberId), uuidToBinary(articleId)],
    );
    return row
      ? { bookmarkedAt: row.bookmarked_at && isoInstant(row.bookmarked_at), percentRead: row.percent_read }
      : null;
  },

  /** The first time stays. */
  async bookmark(memberId: string, articleId: string, at: Date): Promise<void> {
    await database.run(
      `INSERT INTO article_marks (member_id, article_id, bookmarked_at, percent_read, updated_at)
       VALUES (?, ?, ?, 0, ?) AS new
       ON DUPLICATE KEY UPDATE article_marks.bookmarked_at = COALESCE(article_marks.bookmarked_at, new.bookmarked_at),
         article_marks.updated_at = new.updated_at`,
      [uuidToBinary(memberId), uuidToBinary(articleId), sqlInstant(at), sqlInstant(at)],
    );
  },

  async removeBookmark(memberId: string, articleId: string, at: Date): Promise<void> {
    await database.run(
      `UPDATE article_marks m SET m.bookmarked_at = NULL, m.updated_at = ?
        WHERE m.member_id = ? AND m.article_id = ? AND m.bookmarked_at IS NOT NULL`,
      [sqlInstant(at), uuidToBinary(memberId), uuidToBinary(articleId)],
    );
  },

  /** The furthest stays. */
  async keepProgress(memberId: string, articleId: string, percentRead: number, at: Date): Promise<void> {
    await database.run(
      `INSERT INTO article_marks (member_id, article_id, bookmarked_at, percent_read, updated_at)
       VALUES (?, ?, NULL, ?, ?) AS new
       ON DUPLICATE KEY UPDATE article_marks.percent_read = GREATEST(article_marks.percent_read, new.percent_read),
         article_marks.updated_at = new.updated_at`,
      [uuidToBinary(memberId), uuidToBinary(articleId), percentRead, sqlInstant(at)],
    );
  },

  /** Of what can still be read, the last bookmarked first. */
  async listBookmarks(memberId: string, at: Date, after: BookmarkPosition | null, limit: number) {
    const rows = await database.rows<StoredBookmark>(
      `SELECT ${cardColumns}, m.bookmarked_at, m.percent_read
         FROM article_marks m JOIN articles a ON a.id = m.article_id ${joinLive}
        WHERE m.member_id = ? AND m.bookmarked_at IS NOT NULL
          ${after ? 'AND (m.bookmarked_at, m.article_id) < (?, ?)' : ''}
        ORDER BY m.bookmarked_at DESC, m.article_id DESC LIMIT ?`,
      [
        sqlInstant(at),
        uuidToBinary(memberId),
        ...(after ? [instantParam(after.bookmarkedAt), uuidToBinary(after.id)] : []),
        limitParam(limit),
      ],
    );
    return rows.map((row) => ({
      article: readCard(row),
      bookmarkedAt: isoInstant(row.bookmarked_at),
      percentRead: row.percent_read,
    }));
  },

  async erase(memberId: string, within: Transaction): Promise<void> {
    await database.run(
      'DELETE FROM article_marks WHERE article_marks.member_id = ?',
      [uuidToBinary(memberId)],
      within,
    );
  },
});

export type ArticleMarkRepository = ReturnType<typeof createArticleMarkRepository>;
