import {
  binaryToUuid,
  type BlindIndex,
  type Database,
  type FieldCipher,
  FieldCipherError,
  uuidToBinary,
} from '@soomcare/database';
import type { Logger } from '@soomcare/observability';

import type { Language } from '../members/member.schemas.ts';
import type { DevicePlatform } from './device.schemas.ts';

/** Where pushes to a member go, and in which words. */
export interface PushTarget {
  readonly deviceId: string;
  readonly kind: 'fcm' | 'web';
  readonly token: string;
  readonly language: Language;
  readonly timeZone: string;
}

interface TargetRow {
  readonly memberId: Buffer;
  readonly deviceId: Buffer;
  readonly platform: DevicePlatform;
  readonly sealedToken: Buffer;
  readonly language: Language;
  readonly timeZone: string;
}

/** The members travel as one JSON parameter, so that the statement is prepared once whatever their number. */
const TARGETS_SQL = `
  SELECT d.member_id AS memberId, d.id AS deviceId, d.platform, d.sealed_push_token AS sealedToken,
         m.language, m.time_zone AS timeZone
  FROM JSON_TABLE(?, '$[*]' COLUMNS (id CHAR(36) PATH '$')) AS j
  STRAIGHT_JOIN devices d ON d.member_id = UUID_TO_BIN(j.id)
  STRAIGHT_JOIN members m ON m.id = d.member_id
  WHERE d.push_token_index IS NOT NULL AND m.status = 'active'`;

/** For the contexts that remind members; none of them knows devices. */
export const createPushTargets = ({
  database,
  cipher,
  blindIndex,
  logger,
}: {
  database: Database;
  cipher: FieldCipher;
  blindIndex: BlindIndex;
  logger: Logger;
}) => {
  /** As device.repository.ts seals it. */
  const openToken = ({ memberId, deviceId, sealedToken }: TargetRow): string | null => {
    const rowId = `${binaryToUuid(memberId)}:${binaryToUuid(deviceId)}`;
    try {
      return cipher.open(sealedToken, { table: 'devices', column: 'sealed_push_token', rowId });
    } catch (error) {
      if (!(error instanceof FieldCipherError)) throw error;

      // One row that does not open must not keep everybody else's pushes back.
      logger.error({ err: error, deviceId: binaryToUuid(deviceId) }, 'a push token does not open');
      return null;
    }
  };

  return {
    /** The devices that take pushes, by member; members without one are left out. */
    async pushTargetsOf(memberIds: readonly string[]): Promise<Map<string, PushTarget[]>> {
      const rows = await database.rows<TargetRow>(TARGETS_SQL, [JSON.stringify([...new Set(memberIds)])]);
      const targets = new Map<string, PushTarget[]>();
      for (const row of rows) {
        const token = openToken(row);
        if (token === null) continue;

        const { language, timeZone, platform } = row;
        const memberId = binaryToUuid(row.memberId);
        const known = targets.get(memberId) ?? [];
        const deviceId = binaryToUuid(row.deviceId);
        known.push({ deviceId, kind: platform === 'web' ? 'web' : 'fcm', token, language, timeZone });
        targets.set(memberId, known);
      }

      return targets;
    },

    /** For a token that its provider no longer knows; one that was registered in the meantime stays. */
    async forgetPushToken(memberId: string, deviceId: string, token: string): Promise<void> {
      await database.run(
        `UPDATE devices d SET d.sealed_push_token = NULL, d.push_token_index = NULL
          WHERE d.member_id = ? AND d.id = ? AND d.push_token_index = ?`,
        [uuidToBinary(memberId), uuidToBinary(deviceId), blindIndex('devices.push_token', token)],
      );
    },
  };
};

export type PushTargets = ReturnType<typeof createPushTargets>;
