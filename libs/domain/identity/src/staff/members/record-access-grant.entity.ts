import { instant, sealed, table, uuid, uuidPrimary } from '@soomcare/database';

/** A member of staff may read one member's records, for the reason given and until it expires. */
export class RecordAccessGrant {
  id!: string;
  staffId!: string;
  memberId!: string;
  /** May tell of a member's health. */
  sealedReason!: Buffer;
  grantedAt!: Date;
  expiresAt!: Date;
}

export const recordAccessGrantTable = table<RecordAccessGrant>()({
  target: RecordAccessGrant,
  tableName: 'record_access_grants',
  columns: {
    id: uuidPrimary(),
    staffId: uuid(),
    memberId: uuid(),
    sealedReason: sealed(2100),
    grantedAt: instant(),
    expiresAt: instant(),
  },
  indices: [
    {
      name: 'ix_record_access_grants_member_id_staff_id_expires_at',
      columns: ['memberId', 'staffId', 'expiresAt'],
    },
  ],
});
