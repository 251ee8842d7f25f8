import { type Database, sqlInstant, type Transaction, uuidToBinary } from '@soomcare/database';

const NO_FINGERPRINT = "UNHEX(REPEAT('00', 32))";

/**
 * What becomes of a member's traces when they leave: their marks and links go, their texts go, and of posts and
 * comments below which others wrote the empty place stays. Each statement bears being run again.
 */
export const createCommunityErasure = (database: Database) => ({
  async erase(memberId: string, at: Date, tx: Transaction): Promise<void> {
    const member = uuidToBinary(memberId);
    const now = sqlInstant(at);
    const run = (sql: string, ...params: unknown[]) => database.run(sql, params, tx);

    await run(
      `UPDATE posts p JOIN post_likes l ON l.post_id = p.id SET p.like_count = p.like_count - 1
        WHERE l.member_id = ?`,
      member,
    );
    await run('DELETE FROM post_likes WHERE post_likes.member_id = ?', member);
    await run('DELETE FROM post_bookmarks WHERE post_bookmarks.member_id = ?', member);
    await run('DELETE FROM post_share_links WHERE post_share_links.member_id = ?', member);

    await run(
      `UPDATE posts p JOIN (
         SELECT c.post_id, COUNT(*) AS total FROM comments c
          WHERE c.member_id = ? AND c.deleted_at IS NULL AND c.hidden_at IS NULL GROUP BY c.post_id
       ) own ON own.post_id = p.id SET p.comment_count = p.comment_count - own.total`,
      member,
    );
    await run(
      `UPDATE comments c SET c.member_id = NULL, c.body = '', c.deleted_at = COALESCE(c.deleted_at, ?),
              c.create_fingerprint = ${NO_FINGERPRINT} WHERE c.member_id = ?`,
      now,
      member,
    );

    await run(
      'DELETE r FROM post_revisions r JOIN posts p ON p.id = r.post_id WHERE p.member_id = ?',
      member,
    );
    await run(
      `UPDATE posts p SET p.member_id = NULL, p.title = '', p.body = '', p.file_ids = '[]', p.version = p.version + 1,
              p.deleted_at = IF(p.comment_count = 0, COALESCE(p.deleted_at, ?), p.deleted_at),
              p.create_fingerprint = ${NO_FINGERPRINT} WHERE p.member_id = ?`,
      now,
      member,
    );
  },

  /** Destroys at most `limit` posts that were deleted before, with all below them. @returns how many */
  async purgePosts(before: Date, limit: number): Promise<number> {
    return database.transaction(async (tx) => {
      const gone = await database.rows<{ id: Buffer }>(
        `SELECT p.id FROM posts p WHERE p.deleted_at < ? ORDER BY p.deleted_at LIMIT ${limit} FOR UPDATE SKIP LOCKED`,
        [sqlInstant(before)],
        tx,
      );
      if (gone.length === 0) return 0;

      const ids = gone.map(({ id }) => id);
      const among = `IN (${ids.map(() => '?').join(', ')})`;
      for (const table of [
        'post_likes',
        'post_bookmarks',
        'post_share_links',
        'post_revisions',
        'comments',
      ]) {
        await database.run(`DELETE FROM ${table} WHERE ${table}.post_id ${among}`, ids, tx);
      }
      await database.run(`DELETE FROM posts WHERE posts.id ${among}`, ids, tx);
      return gone.length;
    });
  },

  /** Empties comments that were deleted before; their place stays. @returns how many */
  async purgeComments(before: Date, limit: number): Promise<number> {
    const { affectedRows } = await database.run(
      `UPDATE comments c SET c.member_id = NULL, c.body = '', c.create_fingerprint = ${NO_FINGERPRINT}
        WHERE c.deleted_at < ? AND c.member_id IS NOT NULL ORDER BY c.deleted_at LIMIT ${limit}`,
      [sqlInstant(before)],
    );
    return affectedRows;
  },
});

export type CommunityErasure = ReturnType<typeof createCommunityErasure>;
