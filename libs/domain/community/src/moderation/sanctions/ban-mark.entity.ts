import { bytes, instant, primary, table, uuid } from '@soomcare/database';

/** That somebody who signs up with this is banned. It outlives their account and names nobody. */
export class BanMark {
  /** From `SignUpMarksOf`. */
  mark!: Buffer;
  sanctionId!: string;
  keptUntil!: Date;
}

export const banMarkTable = table<BanMark>()({
  target: BanMark,
  tableName: 'ban_marks',
  columns: { mark: primary(bytes(16)), sanctionId: primary(uuid()), keptUntil: instant() },
  indices: [
    { name: 'ix_ban_marks_sanction_id', columns: ['sanctionId'] },
    { name: 'ix_ban_marks_kept_until', columns: ['keptUntil'] },
  ],
});
