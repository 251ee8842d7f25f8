import {
  type BlindIndex,
  type Database,
  listedIds,
  type MemberCiphers,
  sqlInstant,
  type Transaction,
  uuidToBinary,
} from '@soomcare/database';

import { type Device, deviceTable } from './device.entity.ts';

type DeviceKey = Pick<Device, 'memberId' | 'id'>;

const LIVE_SESSION = `
      SELECT 1 FROM sessions l
      WHERE l.member_id = d.member_id AND l.ended_at IS NULL AND l.absolute_expires_at > ?`;
const RELEASE_LOGGED_OUT_SQL = `
  UPDATE devices d SET d.sealed_push_token = NULL, d.push_token_index = NULL
  WHERE d.member_id = ? AND d.push_token_index IS NOT NULL
    AND NOT EXISTS (${LIVE_SESSION} AND l.device_id = d.id)
    AND (NOT EXISTS (${LIVE_SESSION})
      OR EXISTS (
        SELECT 1 FROM sessions e JOIN ${listedIds} ON e.id = UUID_TO_BIN(j.id)
        WHERE e.member_id = d.member_id AND e.device_id = d.id))`;

export const createDeviceRepository = ({
  database,
  memberCiphers,
  blindIndex,
}: {
  database: Database;
  memberCiphers: MemberCiphers;
  blindIndex: BlindIndex;
}) => {
  const indexOf = (pushToken: string) => blindIndex('devices.push_token', pushToken);

  return {
    find: (memberId: string, id: string, within: Transaction = database.manager): Promise<Device | null> =>
      within.findOneBy(deviceTable, { memberId, id }),

    count: (memberId: string, tx: Transaction): Promise<number> => tx.countBy(deviceTable, { memberId }),

    /** The columns of a push token; none without one. The row's id has two parts. */
    async sealedToken(tx: Transaction, { memberId, id }: DeviceKey, pushToken: string | undefined) {
      if (pushToken === undefined) return { sealedPushToken: null, pushTokenIndex: null };

      const cipher = await memberCiphers.sealer(memberId, tx);
      const place = { table: 'devices', column: 'sealed_push_token', rowId: `${memberId}:${id}` };
      return { sealedPushToken: cipher.seal(pushToken, place), pushTokenIndex: indexOf(pushToken) };
    },

    /** Takes a push token from whatever device has it. */
    async releasePushToken(tx: Transaction, pushToken: string) {
      const sql =
        'UPDATE devices SET sealed_push_token = NULL, push_token_index = NULL WHERE push_token_index = ?';
      await database.run(sql, [indexOf(pushToken)], tx);
    },

    /** After these sessions ended: takes their devices' push tokens, and every one once nobody is logged in. */
    async releaseLoggedOut(tx: Transaction, memberId: string, ended: readonly string[], at: Date) {
      const now = sqlInstant(at);
      await database.run(
        RELEASE_LOGGED_OUT_SQL,
        [uuidToBinary(memberId), now, now, JSON.stringify(ended)],
        tx,
      );
    },

    insert: async (tx: Transaction, device: Device) => {
      await tx.insert(deviceTable, device);
    },

    update: async (tx: Transaction, { memberId, id, ...columns }: Device) => {
      await tx.update(deviceTable, { memberId, id }, columns);
    },

    /** True when there was one. */
    async remove(memberId: string, id: string): Promise<boolean> {
      const keys = [uuidToBinary(memberId), uuidToBinary(id)];
      const { affectedRows } = await database.run('DELETE FROM devices WHERE member_id = ? AND id = ?', keys);
      return affectedRows === 1;
    },

    eraseMember: async (memberId: string, tx: Transaction) => {
      await database.run('DELETE FROM devices WHERE member_id = ?', [uuidToBinary(memberId)], tx);
    },
  };
};

export type DeviceRepository = ReturnType<typeof createDeviceRepository>;
