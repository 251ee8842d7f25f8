import { bytes, instant, nullable, primary, uuid, version } from '@soomcare/database';

/** What every row of a member's has here: made once, edited with a version check, removed with a way back. */
export class MemberRow {
  memberId!: string;
  id!: string;
  version!: number;
  createdAt!: Date;
  updatedAt!: Date;
  /** Set by a removal, cleared by a restore within 30 days, purged after. */
  deletedAt!: Date | null;
  /** SHA-256 of the body that created it: tells a retry from another row under the same id. */
  createFingerprint!: Buffer;
}

const SHA_256_BYTES = 32;

/**
 * The key begins with the member: one person's rows lie together on disk, and an id that another member
 * has taken neither collides nor shows.
 */
export const memberRowColumns = {
  memberId: primary(uuid()),
  id: primary(uuid()),
  version: version(),
  createdAt: instant(),
  updatedAt: instant(),
  deletedAt: nullable(instant()),
  createFingerprint: bytes(SHA_256_BYTES),
};

/** For the purge, which looks for old removals across all members. */
export const removalIndex = (tableName: string) => ({
  name: `ix_${tableName}_deleted_at`,
  columns: ['deletedAt'],
});
