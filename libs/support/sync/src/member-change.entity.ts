import { instant, integer, nullable, primary, table, text, uuid } from '@soomcare/database';

/** The number of a member's newest change. Triggers count it up; its row lock puts the member's commits in order. */
export class MemberSequence {
  memberId!: string;
  lastSeq!: number;
}

export const memberSequenceTable = table<MemberSequence>()({
  target: MemberSequence,
  tableName: 'member_sequences',
  columns: { memberId: primary(uuid()), lastSeq: integer({ size: 'bigint', unsigned: true }) },
});

/** That a row of a member's has changed, once a row: a change moves it to the newest number. Written by triggers. */
export class MemberChange {
  memberId!: string;
  kind!: string;
  rowId!: string;
  seq!: number;
  /** Of a removed row; it outlives the row itself, so that a device which was away for long still hears of it. */
  removedAt!: Date | null;
}

export const memberChangeTable = table<MemberChange>()({
  target: MemberChange,
  tableName: 'member_changes',
  columns: {
    memberId: primary(uuid()),
    kind: primary({ ...text(20), charset: 'ascii', collation: 'ascii_bin' }),
    rowId: primary(uuid()),
    seq: integer({ size: 'bigint', unsigned: true }),
    removedAt: nullable(instant()),
  },
  indices: [
    { name: 'uq_member_changes_member_id_seq', columns: ['memberId', 'seq'], unique: true },
    { name: 'ix_member_changes_removed_at', columns: ['removedAt'] },
  ],
});
