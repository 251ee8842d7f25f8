import { type Database, isoInstant, sqlInstant, type Transaction, uuidToBinary } from '@soomcare/database';
import { instantParam, limitParam } from '@soomcare/member-rows';

import { isListed, notWrittenBy, postCard, reader, type SeenPost } from '../posts/post-view.sql.ts';
import type { Reader } from '../posts/post-view.repository.ts';

export interface BookmarkPosition {
  readonly bookmarkedAt: string;
  readonly id: string;
}

export interface BookmarkedPost extends SeenPost {
  readonly bookmarkedAt: string;
}

export const createPostMarkRepository = (database: Database) => ({
  /** @returns whether it is new */
  async like(memberId: string, postId: string, at: Date, tx: Transaction): Promise<boolean> {
    const { affectedRows } = await database.run(
      `INSERT INTO post_likes (member_id, post_id, liked_at)
       SELECT ?, ?, ? FROM DUAL WHERE NOT EXISTS (
         SELECT 1 FROM post_likes l WHERE l.member_id = ? AND l.post_id = ?)`,
      [
        ...[uuidToBinary(memberId), uuidToBinary(postId), sqlInstant(at)],
        ...[uuidToBinary(memberId), uuidToBinary(postId)],
      ],
      tx,
    );
    return affectedRows > 0;
  },

  /** @returns whether there was one */
  async unlike(memberId: string, postId: string, tx: Transaction): Promise<boolean> {
    const { affectedRows } = await database.run(
      'DELETE FROM post_likes WHERE post_likes.member_id = ? AND post_likes.post_id = ?',
      [uuidToBinary(memberId), uuidToBinary(postId)],
      tx,
    );
    return affectedRows > 0;
  },

  /** The first time stays. */
  async bookmark(memberId: string, postId: string, at: Date): Promise<void> {
    await database.run(
      `INSERT INTO post_bookmarks (member_id, post_id, bookmarked_at) VALUES (?, ?, ?)
       ON DUPLICATE KEY UPDATE post_bookmarks.bookmarked_at = post_bookmarks.bookmarked_at`,
      [uuidToBinary(memberId), uuidToBinary(postId), sqlInstant(at)],
    );
  },

  async removeBookmark(memberId: string, postId: string): Promise<void> {
    await database.run(
      'DELETE FROM post_bookmarks WHERE post_bookmarks.member_id = ? AND post_bookmarks.post_id = ?',
      [uuidToBinary(memberId), uuidToBinary(postId)],
    );
  },

  /** Of what can still be read, the last bookmarked first. */
  async listBookmarks(
    { memberId, hiddenAuthors }: Reader,
    after: BookmarkPosition | null,
    limit: number,
  ): Promise<BookmarkedPost[]> {
    const at = after ? instantParam(after.bookmarkedAt) : null;
    const rows = await database.rows<BookmarkedPost>(
      `SELECT STRAIGHT_JOIN ${postCard}, b.bookmarked_at AS bookmarkedAt
         FROM post_bookmarks b JOIN posts p ON p.id = b.post_id
        WHERE b.member_id = ? AND ${isListed} AND ${notWrittenBy('p')}
          ${after ? 'AND b.bookmarked_at <= ? AND (b.bookmarked_at < ? OR b.post_id < ?)' : ''}
        ORDER BY b.bookmarked_at DESC, b.post_id DESC LIMIT ?`,
      [
        ...[...reader(memberId), uuidToBinary(memberId), JSON.stringify(hiddenAuthors)],
        ...(after ? [at, at, uuidToBinary(after.id)] : []),
        limitParam(limit),
      ],
    );
    return rows.map((row) => ({ ...row, bookmarkedAt: isoInstant(row.bookmarkedAt) }));
  },
});

export type PostMarkRepository = ReturnType<typeof createPostMarkRepository>;
