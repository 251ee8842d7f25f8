import {
  bytes,
  instant,
  integer,
  nullable,
  sealed,
  table,
  text,
  uuid,
  uuidPrimary,
} from '@soomcare/database';

import type { DevicePlatform } from '../devices/device.schemas.ts';

export const sessionEndReasons = ['logged-out', 'ended', 'reused', 'password-changed', 'superseded'] as const;
/** `ended` by the member from another device, `reused` by a refresh token that had been used before. */
export type SessionEndReason = (typeof sessionEndReasons)[number];

/** A log-in on one device and the family of refresh tokens that follows from it. */
export class Session {
  id!: string;
  memberId!: string;
  /** Counts the refreshes; the token that carries it and has `refreshHash` is the valid one. */
  refreshCounter!: number;
  refreshHash!: Buffer;
  /** Of the immediate parent, which for a few seconds gets the same successor again. */
  previousRefreshHash!: Buffer | null;
  /** Null again once the parent's grace is over and the successor has been wiped. */
  rotatedAt!: Date | null;
  sealedSuccessor!: Buffer | null;
  deviceId!: string | null;
  deviceName!: string | null;
  devicePlatform!: DevicePlatform | null;
  authenticatedAt!: Date;
  createdAt!: Date;
  lastSeenAt!: Date;
  absoluteExpiresAt!: Date;
  endedAt!: Date | null;
  endReason!: SessionEndReason | null;
}

export const sessionTable = table<Session>()({
  target: Session,
  tableName: 'sessions',
  columns: {
    id: uuidPrimary(),
    memberId: uuid(),
    refreshCounter: integer({ unsigned: true }),
    refreshHash: bytes(32),
    previousRefreshHash: nullable(bytes(32)),
    rotatedAt: nullable(instant()),
    sealedSuccessor: nullable(sealed(200)),
    deviceId: nullable(uuid()),
    deviceName: nullable(text(60)),
    devicePlatform: nullable(text<DevicePlatform>(10)),
    authenticatedAt: instant(),
    createdAt: instant(),
    lastSeenAt: instant(),
    absoluteExpiresAt: instant(),
    endedAt: nullable(instant()),
    endReason: nullable(text<SessionEndReason>(20)),
  },
  indices: [
    { name: 'ix_sessions_member_id_ended_at_last_seen_at', columns: ['memberId', 'endedAt', 'lastSeenAt'] },
    { name: 'ix_sessions_ended_at', columns: ['endedAt'] },
    { name: 'ix_sessions_absolute_expires_at', columns: ['absoluteExpiresAt'] },
    { name: 'ix_sessions_rotated_at', columns: ['rotatedAt'] },
  ],
});
