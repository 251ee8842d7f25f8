import { bytes, instant, integer, nullable, table, text, uuid, uuidPrimary } from '@soomcare/database';

export class Comment {
  id!: string;
  postId!: string;
  /** Null once the author has left; the text is gone then. */
  memberId!: string | null;
  /** Null of a comment on the post itself; a reply has none of its own. */
  parentId!: string | null;
  /** The number of the comment that the thread begins with: a thread stands together, its beginning first. */
  threadNumber!: number;
  /** Of its post's comments, from 1. */
  number!: number;
  body!: string;
  createdAt!: Date;
  deletedAt!: Date | null;
  /** By staff or by a rule. */
  hiddenAt!: Date | null;
  hiddenReason!: string | null;
  /** SHA-256 of the body that created it: tells a retry from another comment under the same id. */
  createFingerprint!: Buffer;
}

export const maxLength = { body: 2_000, hiddenReason: 200 };

const SHA_256_BYTES = 32;

export const commentTable = table<Comment>()({
  target: Comment,
  tableName: 'comments',
  columns: {
    id: uuidPrimary(),
    postId: uuid(),
    memberId: nullable(uuid()),
    parentId: nullable(uuid()),
    threadNumber: integer({ unsigned: true }),
    number: integer({ unsigned: true }),
    body: text(maxLength.body),
    createdAt: instant(),
    deletedAt: nullable(instant()),
    hiddenAt: nullable(instant()),
    hiddenReason: nullable(text(maxLength.hiddenReason)),
    createFingerprint: bytes(SHA_256_BYTES),
  },
  indices: [
    {
      name: 'uq_comments_post_id_thread_number_number',
      columns: ['postId', 'threadNumber', 'number'],
      unique: true,
    },
    { name: 'ix_comments_member_id_created_at', columns: ['memberId', 'createdAt'] },
    { name: 'ix_comments_deleted_at', columns: ['deletedAt'] },
  ],
});
