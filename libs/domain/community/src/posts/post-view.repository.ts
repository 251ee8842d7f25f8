import { type Database, uuidToBinary } from '@soomcare/database';
import { instantParam, limitParam } from '@soomcare/member-rows';

import {
  isListed,
  isReadable,
  notWrittenBy,
  postCard,
  reader,
  type SeenPost,
  wholePost,
} from './post-view.sql.ts';

/** Who reads, and whose posts they do not see. */
export interface Reader {
  readonly memberId: string;
  readonly hiddenAuthors: readonly string[];
}

export interface PostPosition {
  readonly createdAt: string;
  readonly id: string;
}

/** Where a board holds many of the posts the optimizer takes the index of all boards, which is slow for a rare one. */
const ofBoard = 'FORCE INDEX (ix_posts_board_id_created_at_id)';

export const createPostViewRepository = (database: Database) => ({
  async find({ memberId, hiddenAuthors }: Reader, id: string): Promise<SeenPost | null> {
    const [post] = await database.rows<SeenPost>(
      `SELECT ${wholePost} FROM posts p WHERE p.id = ? AND ${isReadable} AND ${notWrittenBy('p')}`,
      [...reader(memberId), uuidToBinary(id), JSON.stringify(hiddenAuthors)],
    );
    return post ?? null;
  },

  /** For its author, in whatever state it is. */
  async findOwn(memberId: string, id: string): Promise<SeenPost | null> {
    const [post] = await database.rows<SeenPost>(
      `SELECT ${wholePost} FROM posts p WHERE p.id = ? AND p.member_id = ?`,
      [...reader(memberId), uuidToBinary(id), uuidToBinary(memberId)],
    );
    return post ?? null;
  },

  /** Newest first, each with the beginning of its text. @param board null for all */
  async list(
    { memberId, hiddenAuthors }: Reader,
    { board, after, limit }: { board: string | null; after: PostPosition | null; limit: number },
  ): Promise<SeenPost[]> {
    const at = after ? instantParam(after.createdAt) : null;
    return database.rows<SeenPost>(
      `SELECT ${postCard} FROM posts p ${board === null ? '' : ofBoard}
        WHERE ${board === null ? '' : 'p.board_id = ? AND'} ${isListed} AND ${notWrittenBy('p')}
          ${after ? 'AND p.created_at <= ? AND (p.created_at < ? OR p.id < ?)' : ''}
        ORDER BY p.created_at DESC, p.id DESC LIMIT ?`,
      [
        ...reader(memberId),
        ...(board === null ? [] : [uuidToBinary(board)]),
        JSON.stringify(hiddenAuthors),
        ...(after ? [at, at, uuidToBinary(after.id)] : []),
        limitParam(limit),
      ],
    );
  },
});

export type PostViewRepository = ReturnType<typeof createPostViewRepository>;
