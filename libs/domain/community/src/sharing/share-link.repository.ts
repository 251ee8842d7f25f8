import { type Database, isoInstant, sqlInstant, uuidToBinary } from '@soomcare/database';

import { isListed } from '../posts/post-view.sql.ts';

/** What people without an account see of a post: nobody is named. */
export interface SharedPost {
  readonly title: string;
  readonly excerpt: string;
  readonly boardName: string;
}

const EXCERPT_CHARACTERS = 300;

export const createShareLinkRepository = (database: Database) => ({
  /** Where there is a link already it stays. */
  async open(postId: string, memberId: string, token: string, at: Date): Promise<void> {
    await database.run(
      `INSERT INTO post_share_links (post_id, member_id, token, created_at) VALUES (?, ?, ?, ?)
       ON DUPLICATE KEY UPDATE post_share_links.post_id = post_share_links.post_id`,
      [uuidToBinary(postId), uuidToBinary(memberId), token, sqlInstant(at)],
    );
  },

  async find(postId: string): Promise<{ token: string; createdAt: string } | null> {
    const [link] = await database.rows<{ token: string; createdAt: string }>(
      'SELECT s.token, s.created_at AS createdAt FROM post_share_links s WHERE s.post_id = ?',
      [uuidToBinary(postId)],
    );
    return link ? { token: link.token, createdAt: isoInstant(link.createdAt) } : null;
  },

  async close(memberId: string, postId: string): Promise<void> {
    await database.run(
      'DELETE FROM post_share_links WHERE post_share_links.post_id = ? AND post_share_links.member_id = ?',
      [uuidToBinary(postId), uuidToBinary(memberId)],
    );
  },

  /** Null also where the post is no longer for everyone, hidden or gone. */
  async findShared(token: string): Promise<SharedPost | null> {
    const [post] = await database.rows<SharedPost>(
      `SELECT p.title, LEFT(p.body, ${EXCERPT_CHARACTERS}) AS excerpt, b.name_ko AS boardName
         FROM post_share_links s JOIN posts p ON p.id = s.post_id JOIN boards b ON b.id = p.board_id
        WHERE s.token = ? AND p.visibility = 'everyone' AND ${isListed}`,
      [token],
    );
    return post ?? null;
  },
});

export type ShareLinkRepository = ReturnType<typeof createShareLinkRepository>;
