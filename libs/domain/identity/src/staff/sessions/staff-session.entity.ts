import { bytes, instant, nullable, table, uuid, uuidPrimary } from '@soomcare/database';

/** A log-in of a member of staff in one browser. The cookie's token is known by its hash only. */
export class StaffSession {
  id!: string;
  staffId!: string;
  tokenHash!: Buffer;
  createdAt!: Date;
  lastSeenAt!: Date;
  absoluteExpiresAt!: Date;
  endedAt!: Date | null;
}

export const staffSessionTable = table<StaffSession>()({
  target: StaffSession,
  tableName: 'staff_sessions',
  columns: {
    id: uuidPrimary(),
    staffId: uuid(),
    tokenHash: bytes(32),
    createdAt: instant(),
    lastSeenAt: instant(),
    absoluteExpiresAt: instant(),
    endedAt: nullable(instant()),
  },
  indices: [
    { name: 'uq_staff_sessions_token_hash', columns: ['tokenHash'], unique: true },
    { name: 'ix_staff_sessions_staff_id_ended_at', columns: ['staffId', 'endedAt'] },
    { name: 'ix_staff_sessions_absolute_expires_at', columns: ['absoluteExpiresAt'] },
  ],
});
