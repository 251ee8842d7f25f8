import { type Database, sqlInstant, type Transaction, uuidToBinary } from '@soomcare/database';
import { createRowMapping, limitParam, type PlainRow } from '@soomcare/member-rows';

import { type Post, type PostRevision, postRevisionTable, postTable } from './post.entity.ts';
import type { PostText } from './post-documents.ts';

export type PostRow = PlainRow<Post>;

export const hasAuthor = (post: PostRow): post is PostRow & { readonly memberId: string } =>
  post.memberId !== null;

const NIL_ID = '00000000-0000-0000-0000-000000000000';

/** The rows of posts as they are written; what readers see of them is `post-view.repository`. */
export const createPostRepository = (database: Database) => {
  const { columns, write, read } = createRowMapping<Post>(postTable);
  const revisions = createRowMapping<PostRevision>(postRevisionTable);
  const select = `SELECT ${columns.map((column) => `p.${column}`).join(', ')} FROM posts p`;

  const findOne = async (where: string, params: readonly unknown[], tx?: Transaction) => {
    const [row] = await database.rows<Record<string, unknown>>(`${select} WHERE ${where}`, params, tx);
    return row ? read(row) : null;
  };

  return {
    async insert(post: PostRow, tx: Transaction): Promise<void> {
      await database.run(
        `INSERT INTO posts (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
        write(post),
        tx,
      );
    },

    findEvenRemoved: (id: string) => findOne('p.id = ?', [uuidToBinary(id)]),

    /** Locked for the transaction, hidden or not. */
    lockOwn: (memberId: string, id: string, tx: Transaction) =>
      findOne(
        'p.id = ? AND p.member_id = ? AND p.deleted_at IS NULL FOR UPDATE',
        [uuidToBinary(id), uuidToBinary(memberId)],
        tx,
      ),

    /** Locked for the transaction, in whatever state it is. */
    lock: (id: string, tx: Transaction) => findOne('p.id = ? FOR UPDATE', [uuidToBinary(id)], tx),

    /** Of a locked row. Counts are not written: others change them meanwhile. */
    async update(post: PostRow, tx: Transaction): Promise<void> {
      await database.run(
        `UPDATE posts p SET p.title = ?, p.body = ?, p.visibility = ?, p.file_ids = ?, p.version = ?, p.edited_at = ?,
                p.deleted_at = ?, p.hidden_at = ?, p.hidden_reason = ? WHERE p.id = ?`,
        [
          ...[post.title, post.body, post.visibility, post.fileIds, post.version],
          ...[post.editedAt, post.deletedAt, post.hiddenAt].map((at) => at && sqlInstant(new Date(at))),
          ...[post.hiddenReason, uuidToBinary(post.id)],
        ],
        tx,
      );
    },

    async keepRevision(post: PostRow, replacedAt: Date, tx: Transaction): Promise<void> {
      await database.run(
        'INSERT INTO post_revisions (post_id, version, title, body, replaced_at) VALUES (?, ?, ?, ?, ?)',
        [uuidToBinary(post.id), post.version, post.title, post.body, sqlInstant(replacedAt)],
        tx,
      );
    },

    /** The earlier texts of a post, newest first. */
    async listRevisions(postId: string): Promise<PlainRow<PostRevision>[]> {
      const rows = await database.rows<Record<string, unknown>>(
        `SELECT ${revisions.selectList('r')} FROM post_revisions r WHERE r.post_id = ? ORDER BY r.version DESC`,
        [uuidToBinary(postId)],
      );
      return rows.map(revisions.readInPlace);
    },

    /** All that can be found, in batches. */
    async *allListed(batch: number): AsyncGenerator<PostText[]> {
      let last: string | undefined = NIL_ID;
      while (last !== undefined) {
        const rows: Record<string, unknown>[] = await database.rows(
          `${select} WHERE p.id > ? AND p.member_id IS NOT NULL AND p.deleted_at IS NULL AND p.hidden_at IS NULL
            ORDER BY p.id LIMIT ?`,
          [uuidToBinary(last), limitParam(batch)],
        );
        const posts = rows.map(read);
        yield posts.flatMap((post) => (hasAuthor(post) ? [post] : []));
        last = posts.at(batch - 1)?.id;
      }
    },
  };
};

export type PostRepository = ReturnType<typeof createPostRepository>;
