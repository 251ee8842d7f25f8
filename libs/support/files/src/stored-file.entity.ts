import {
  bytes,
  instant,
  integer,
  nullable,
  primary,
  table,
  text,
  uuid,
  uuidPrimary,
} from '@soomcare/database';

/** A picture of a member's. What the check finds out is null until it has passed. */
export class StoredFile {
  id!: string;
  memberId!: string;
  /** 32 hexadecimal digits, random: what its blobs are named by. */
  blobKey!: string;
  createdAt!: Date;
  checkedAt!: Date | null;
  contentSha256!: Buffer | null;
  bytes!: number | null;
  thumbnailBytes!: number | null;
  width!: number | null;
  height!: number | null;
  /** What it is a part of, e.g. a post. */
  subjectKind!: string | null;
  subjectId!: string | null;
  /** Null while it is a part of something. */
  unusedSince!: Date | null;
}

export const storedFileTable = table<StoredFile>()({
  target: StoredFile,
  tableName: 'files',
  columns: {
    id: uuidPrimary(),
    memberId: uuid(),
    blobKey: text(32),
    createdAt: instant(),
    checkedAt: nullable(instant()),
    contentSha256: nullable(bytes(32)),
    bytes: nullable(integer({ unsigned: true })),
    thumbnailBytes: nullable(integer({ unsigned: true })),
    width: nullable(integer({ unsigned: true, size: 'smallint' })),
    height: nullable(integer({ unsigned: true, size: 'smallint' })),
    subjectKind: nullable(text(20)),
    subjectId: nullable(uuid()),
    unusedSince: nullable(instant()),
  },
  indices: [
    { name: 'ix_files_member_id_created_at', columns: ['memberId', 'createdAt'] },
    { name: 'ix_files_subject_id_subject_kind', columns: ['subjectId', 'subjectKind'] },
    { name: 'ix_files_unused_since', columns: ['unusedSince'] },
  ],
});

/** The blobs of a file whose row is gone. */
export class DoomedBlob {
  blobKey!: string;
  removeAfter!: Date;
}

export const doomedBlobTable = table<DoomedBlob>()({
  target: DoomedBlob,
  tableName: 'doomed_blobs',
  columns: { blobKey: primary(text(32)), removeAfter: instant() },
  indices: [{ name: 'ix_doomed_blobs_remove_after', columns: ['removeAfter'] }],
});

export const filesTables = [storedFileTable, doomedBlobTable];
