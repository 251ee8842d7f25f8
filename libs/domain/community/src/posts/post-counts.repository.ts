import { type Database, type Transaction, uuidToBinary } from '@soomcare/database';

import { isReadable } from './post-view.sql.ts';

/**
 * The counters of a post. Whoever changes what they count locks the post first: one after the other, so that the count
 * is exact, and always in this order, so that nobody waits in a circle.
 */
export const createPostCounts = (database: Database) => ({
  /** @returns whether it can be read; in whatever state it is, it is locked for the transaction */
  async lock(postId: string, tx: Transaction): Promise<boolean> {
    const [post] = await database.rows<{ isReadable: number }>(
      `SELECT ${isReadable} AS isReadable FROM posts p WHERE p.id = ? FOR UPDATE`,
      [uuidToBinary(postId)],
      tx,
    );
    return post?.isReadable === 1;
  },

  async addLikes(postId: string, by: 1 | -1, tx: Transaction): Promise<void> {
    await database.run(
      'UPDATE posts p SET p.like_count = p.like_count + ? WHERE p.id = ?',
      [by, uuidToBinary(postId)],
      tx,
    );
  },

  async addComments(postId: string, by: 1 | -1, tx: Transaction): Promise<void> {
    await database.run(
      'UPDATE posts p SET p.comment_count = p.comment_count + ? WHERE p.id = ?',
      [by, uuidToBinary(postId)],
      tx,
    );
  },

  /** Counts a comment that is about to be written. @returns its number, or null where the post cannot be read */
  async nextComment(postId: string, tx: Transaction): Promise<number | null> {
    const { affectedRows } = await database.run(
      `UPDATE posts p
          SET p.comment_count = p.comment_count + 1, p.last_comment_number = LAST_INSERT_ID(p.last_comment_number + 1)
        WHERE p.id = ? AND ${isReadable}`,
      [uuidToBinary(postId)],
      tx,
    );
    if (affectedRows === 0) return null;

    const [taken] = await database.rows<{ number: number }>('SELECT LAST_INSERT_ID() AS number', [], tx);
    return taken?.number ?? null;
  },
});

export type PostCounts = ReturnType<typeof createPostCounts>;
