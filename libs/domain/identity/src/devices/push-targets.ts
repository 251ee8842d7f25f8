import {
  binaryToUuid,
  type BlindIndex,
  type Database,
  FieldCipherError,
  type FieldOpener,
  listedIds,
  type MemberCiphers,
  uuidToBinary,
} from '@soomcare/database';
import type { Logger } from '@soomcare/observability';

import { createAuthors } from '../members/author.repository.ts';
import type { Language } from '../members/member.schemas.ts';
import type { DevicePlatform } from './device.schemas.ts';

/** Where pushes to a member go, and in which words. */
export interface PushTarget {
  readonly deviceId: string;
  readonly kind: 'fcm' | 'web';
  readonly token: string;
  readonly language: Language;
  readonly timeZone: string;
  /** Whom a push is about where the device is their guardian's. */
  readonly childNickname?: string;
}

interface TargetRow {
  readonly memberId: Buffer;
  /** The member, or their guardian. */
  readonly ownerId: Buffer;
  readonly childNickname: string | null;
  readonly deviceId: Buffer;
  readonly platform: DevicePlatform;
  readonly sealedToken: Buffer;
  readonly language: Language;
  readonly timeZone: string;
}

const DEVICE = `d.member_id AS ownerId, d.id AS deviceId, d.platform, d.sealed_push_token AS sealedToken,
         m.language, m.time_zone AS timeZone`;
/** The last word on health data was no: then nobody is reminded of medicines, though the plans stay. */
const withdrewConsent = (memberId: string) => `EXISTS (
    SELECT 1 FROM consents w
    WHERE w.member_id = ${memberId} AND w.type = 'health-data' AND w.granted = 0 AND NOT EXISTS (
      SELECT 1 FROM consents n WHERE n.member_id = w.member_id AND n.type = w.type AND n.revision > w.revision))`;
/** A child's pushes go to the guardian's devices. */
const TARGETS_SQL = `
  SELECT d.member_id AS memberId, NULL AS childNickname, ${DEVICE}
  FROM ${listedIds}
  STRAIGHT_JOIN devices d ON d.member_id = UUID_TO_BIN(j.id)
  STRAIGHT_JOIN members m ON m.id = d.member_id
  WHERE d.push_token_index IS NOT NULL AND m.status = 'active' AND NOT ${withdrewConsent('m.id')}
  UNION ALL
  SELECT g.member_id AS memberId, c.nickname AS childNickname, ${DEVICE}
  FROM ${listedIds}
  STRAIGHT_JOIN guardians g ON g.member_id = UUID_TO_BIN(j.id) AND g.ended_at IS NULL
  STRAIGHT_JOIN members c ON c.id = g.member_id AND c.status = 'active'
  STRAIGHT_JOIN devices d ON d.member_id = g.guardian_id
  STRAIGHT_JOIN members m ON m.id = g.guardian_id
  WHERE d.push_token_index IS NOT NULL AND m.status = 'active' AND NOT ${withdrewConsent('c.id')}`;

/** For the contexts that remind members; none of them knows devices. */
export const createPushTargets = ({
  database,
  memberCiphers,
  blindIndex,
  logger,
}: {
  database: Database;
  memberCiphers: MemberCiphers;
  blindIndex: BlindIndex;
  logger: Logger;
}) => {
  const membersBy = createAuthors(database);

  /** As device.repository.ts seals it. */
  const openToken = (opener: FieldOpener, { ownerId, deviceId, sealedToken }: TargetRow): string | null => {
    const rowId = `${binaryToUuid(ownerId)}:${binaryToUuid(deviceId)}`;
    try {
      return opener.open(sealedToken, { table: 'devices', column: 'sealed_push_token', rowId });
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
      const members = JSON.stringify([...new Set(memberIds)]);
      const rows = await database.rows<TargetRow>(TARGETS_SQL, [members, members]);
      const openerOf = await memberCiphers.openers(rows.map(({ ownerId }) => binaryToUuid(ownerId)));
      const targets = new Map<string, PushTarget[]>();
      for (const row of rows) {
        const token = openToken(openerOf(binaryToUuid(row.ownerId)), row);
        if (token === null) continue;

        const { language, timeZone, platform, childNickname } = row;
        const memberId = binaryToUuid(row.memberId);
        const known = targets.get(memberId) ?? [];
        const deviceId = binaryToUuid(row.deviceId);
        known.push({
          deviceId,
          kind: platform === 'web' ? 'web' : 'fcm',
          token,
          language,
          timeZone,
          ...(childNickname === null ? {} : { childNickname }),
        });
        targets.set(memberId, known);
      }

      return targets;
    },

    /** Of those who are members. */
    async languagesOf(memberIds: readonly string[]): Promise<Map<string, Language>> {
      const members = await membersBy(memberIds);
      return new Map([...members].map(([id, { language }]) => [id, language]));
    },

    /** For a token that its provider no longer knows; one that was registered in the meantime stays. */
    async forgetPushToken(memberId: string, deviceId: string, token: string): Promise<void> {
      const member = uuidToBinary(memberId);
      await database.run(
        `UPDATE devices d SET d.sealed_push_token = NULL, d.push_token_index = NULL
          WHERE d.push_token_index = ? AND d.id = ? AND (d.member_id = ? OR d.member_id IN (
            SELECT g.guardian_id FROM guardians g WHERE g.member_id = ?))`,
        [blindIndex('devices.push_token', token), uuidToBinary(deviceId), member, member],
      );
    },
  };
};

export type PushTargets = ReturnType<typeof createPushTargets>;
