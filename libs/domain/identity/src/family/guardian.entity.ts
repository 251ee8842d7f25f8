import { instant, localDate, nullable, table, uuid, uuidPrimary } from '@soomcare/database';

/** That somebody keeps a child's profile. Who has kept it, and until when, stays to be seen. */
export class Guardian {
  id!: string;
  /** The child. */
  memberId!: string;
  guardianId!: string;
  startedAt!: Date;
  endedAt!: Date | null;
  /** The last day, in Seoul, on which they opened the profile. */
  lastActedOn!: string | null;
  /** When they were told that the child can take over. */
  toldAt!: Date | null;
}

export const guardianTable = table<Guardian>()({
  target: Guardian,
  tableName: 'guardians',
  columns: {
    id: uuidPrimary(),
    memberId: uuid(),
    guardianId: uuid(),
    startedAt: instant(),
    endedAt: nullable(instant()),
    lastActedOn: nullable(localDate()),
    toldAt: nullable(instant()),
  },
  indices: [
    { name: 'uq_guardians_member_id_guardian_id', columns: ['memberId', 'guardianId'], unique: true },
    { name: 'ix_guardians_guardian_id', columns: ['guardianId'] },
  ],
});
