import {
  bytes,
  type Column,
  instant,
  integer,
  nullable,
  primary,
  table,
  text,
  uuid,
  uuidPrimary,
  version,
} from '@soomcare/database';

/** Either is read after a log-in; only what is for everyone may be shared with people outside. */
export const postVisibilities = ['everyone', 'members'] as const;
export type PostVisibility = (typeof postVisibilities)[number];

export class Post {
  id!: string;
  /** Null once the author has left; the text is gone then, and the row stands for the comments below it. */
  memberId!: string | null;
  boardId!: string;
  title!: string;
  body!: string;
  visibility!: PostVisibility;
  /** A JSON array of ids. */
  fileIds!: string;
  likeCount!: number;
  /** Of comments that can be read. */
  commentCount!: number;
  /** Numbers are never used again, whatever becomes of the comment. */
  lastCommentNumber!: number;
  /** Raised by whatever changes what others see of it: search takes the highest one. */
  version!: number;
  createdAt!: Date;
  editedAt!: Date | null;
  deletedAt!: Date | null;
  /** By staff or by a rule. */
  hiddenAt!: Date | null;
  hiddenReason!: string | null;
  /** SHA-256 of the body that created it: tells a retry from another post under the same id. */
  createFingerprint!: Buffer;
}

/** What a post said before an edit, for staff who look into a report. */
export class PostRevision {
  postId!: string;
  /** The post's own at that time. */
  version!: number;
  title!: string;
  body!: string;
  replacedAt!: Date;
}

export const maxLength = { title: 100, body: 10_000, fileIds: 200, hiddenReason: 200 };

const SHA_256_BYTES = 32;
const longText = (): Column<string> => ({ type: 'text' });
const count = () => integer({ unsigned: true });

export const postTable = table<Post>()({
  target: Post,
  tableName: 'posts',
  columns: {
    id: uuidPrimary(),
    memberId: nullable(uuid()),
    boardId: uuid(),
    title: text(maxLength.title),
    body: longText(),
    visibility: text(8),
    fileIds: text(maxLength.fileIds),
    likeCount: count(),
    commentCount: count(),
    lastCommentNumber: count(),
    version: version(),
    createdAt: instant(),
    editedAt: nullable(instant()),
    deletedAt: nullable(instant()),
    hiddenAt: nullable(instant()),
    hiddenReason: nullable(text(maxLength.hiddenReason)),
    createFingerprint: bytes(SHA_256_BYTES),
  },
  indices: [
    { name: 'ix_posts_board_id_created_at_id', columns: ['boardId', 'createdAt', 'id'] },
    { name: 'ix_posts_created_at_id', columns: ['createdAt', 'id'] },
    { name: 'ix_posts_member_id_created_at', columns: ['memberId', 'createdAt'] },
    { name: 'ix_posts_deleted_at', columns: ['deletedAt'] },
  ],
});

export const postRevisionTable = table<PostRevision>()({
  target: PostRevision,
  tableName: 'post_revisions',
  columns: {
    postId: primary(uuid()),
    version: primary(integer({ unsigned: true })),
    title: text(maxLength.title),
    body: longText(),
    replacedAt: instant(),
  },
});
