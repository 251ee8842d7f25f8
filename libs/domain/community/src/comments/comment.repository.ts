import { binaryToUuid, type Database, sqlInstant, type Transaction, uuidToBinary } from '@soomcare/database';
import { createRowMapping, limitParam, type PlainRow } from '@soomcare/member-rows';

import { notWrittenBy } from '../posts/post-view.sql.ts';
import { type Comment, commentTable } from './comment.entity.ts';

export type CommentRow = PlainRow<Comment>;

/** A comment as one member sees it: nothing of it where it is not shown. */
export interface SeenComment extends Pick<
  CommentRow,
  'id' | 'postId' | 'memberId' | 'parentId' | 'threadNumber' | 'number' | 'body' | 'createdAt'
> {
  readonly isShown: number;
}

export interface CommentPosition {
  readonly threadNumber: number;
  readonly number: number;
}

interface Page {
  readonly after: CommentPosition | null;
  readonly limit: number;
}

/** Mentions are looked for among so many people of a thread. */
const MAX_PEOPLE = 200;

/** Takes the authors whom the reader does not see. */
const isShown = (alias: 'c' | 'r') =>
  `(${alias}.deleted_at IS NULL AND ${alias}.hidden_at IS NULL AND ${notWrittenBy(alias)})`;

/** What is not shown stands nevertheless where replies hang on it. */
const hasReplies = `(c.parent_id IS NULL AND EXISTS (
  SELECT 1 FROM comments r
   WHERE r.post_id = c.post_id AND r.thread_number = c.number AND r.number > c.number AND ${isShown('r')}))`;

export const createCommentRepository = (database: Database) => {
  const { columns, selectList, write, read } = createRowMapping<Comment>(commentTable);
  const seen = selectList('c', ['deletedAt', 'hiddenAt', 'hiddenReason', 'createFingerprint']);

  return {
    async insert(comment: CommentRow, tx: Transaction): Promise<void> {
      await database.run(
        `INSERT INTO comments (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
        write(comment),
        tx,
      );
    },

    async findEvenRemoved(id: string, within?: Transaction): Promise<CommentRow | null> {
      const [row] = await database.rows<Record<string, unknown>>(
        `SELECT ${columns.map((column) => `c.${column}`).join(', ')} FROM comments c WHERE c.id = ?`,
        [uuidToBinary(id)],
        within,
      );
      return row ? read(row) : null;
    },

    async find(hiddenAuthors: readonly string[], id: string): Promise<SeenComment | null> {
      const [comment] = await database.rows<SeenComment>(
        `SELECT ${seen}, 1 AS isShown FROM comments c WHERE c.id = ? AND ${isShown('c')}`,
        [uuidToBinary(id), JSON.stringify(hiddenAuthors)],
      );
      return comment ?? null;
    },

    /** Thread by thread, oldest first, each comment before its replies. */
    async list(
      hiddenAuthors: readonly string[],
      postId: string,
      { after, limit }: Page,
    ): Promise<SeenComment[]> {
      const hidden = JSON.stringify(hiddenAuthors);
      return database.rows<SeenComment>(
        `SELECT ${seen}, ${isShown('c')} AS isShown FROM comments c
          WHERE c.post_id = ? AND (${isShown('c')} OR ${hasReplies})
            ${after ? 'AND c.thread_number >= ? AND (c.thread_number > ? OR c.number > ?)' : ''}
          ORDER BY c.thread_number, c.number LIMIT ?`,
        [
          ...[hidden, uuidToBinary(postId), hidden, hidden],
          ...(after ? [after.threadNumber, after.threadNumber, after.number] : []),
          limitParam(limit),
        ],
      );
    },

    /** Who has written below a post. */
    async listAuthors(postId: string): Promise<string[]> {
      const rows = await database.rows<{ memberId: Buffer }>(
        `SELECT DISTINCT c.member_id AS memberId FROM comments c
          WHERE c.post_id = ? AND c.member_id IS NOT NULL AND c.deleted_at IS NULL AND c.hidden_at IS NULL
          LIMIT ${MAX_PEOPLE}`,
        [uuidToBinary(postId)],
      );
      return rows.map(({ memberId }) => binaryToUuid(memberId));
    },

    /** Hidden or not. @returns false where the member has no such comment, or it is removed already */
    async remove(memberId: string, id: string, at: Date, tx: Transaction): Promise<boolean> {
      const { affectedRows } = await database.run(
        `UPDATE comments c SET c.deleted_at = ?
          WHERE c.id = ? AND c.member_id = ? AND c.deleted_at IS NULL`,
        [sqlInstant(at), uuidToBinary(id), uuidToBinary(memberId)],
        tx,
      );
      return affectedRows > 0;
    },

    /** @returns whether it was there to be read */
    async hide(id: string, reason: string, at: Date, tx: Transaction): Promise<boolean> {
      const { affectedRows } = await database.run(
        `UPDATE comments c SET c.hidden_at = ?, c.hidden_reason = ?
          WHERE c.id = ? AND c.deleted_at IS NULL AND c.hidden_at IS NULL`,
        [sqlInstant(at), reason, uuidToBinary(id)],
        tx,
      );
      return affectedRows > 0;
    },

    /** @returns whether it can be read now and could not before */
    async show(id: string, tx: Transaction): Promise<boolean> {
      const { affectedRows } = await database.run(
        `UPDATE comments c SET c.hidden_at = NULL, c.hidden_reason = NULL
          WHERE c.id = ? AND c.deleted_at IS NULL AND c.hidden_at IS NOT NULL`,
        [uuidToBinary(id)],
        tx,
      );
      return affectedRows > 0;
    },
  };
};

export type CommentRepository = ReturnType<typeof createCommentRepository>;
