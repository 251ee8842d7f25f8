import { bytes, instant, integer, table, uuid, uuidPrimary } from '@soomcare/database';
import type { PlainRow } from '@soomcare/member-rows';

/** For some minutes whoever knows the code and the member's birth year may look at one report. */
export class ShareCode {
  id!: string;
  memberId!: string;
  reportId!: string;
  /** Keyed, since six digits behind a plain hash are found by trying them all. */
  codeIndex!: Buffer;
  birthYear!: number;
  /** How often the code was given with another birth year. */
  misses!: number;
  /** How often the report was opened by it. */
  looks!: number;
  expiresAt!: Date;
}

export type PlainShareCode = PlainRow<ShareCode>;

const count = () => integer({ unsigned: true, size: 'tinyint', default: 0 });

export const shareCodeTable = table<ShareCode>()({
  target: ShareCode,
  tableName: 'share_codes',
  columns: {
    id: uuidPrimary(),
    memberId: uuid(),
    reportId: uuid(),
    codeIndex: bytes(16),
    birthYear: integer({ unsigned: true, size: 'smallint' }),
    misses: count(),
    looks: count(),
    expiresAt: instant(),
  },
  indices: [
    { name: 'uq_share_codes_code_index', columns: ['codeIndex'], unique: true },
    { name: 'ix_share_codes_member_id', columns: ['memberId'] },
    { name: 'ix_share_codes_expires_at', columns: ['expiresAt'] },
  ],
});
