import {
  binaryToUuid,
  type Database,
  isoInstant,
  listedIds,
  sqlInstant,
  type Transaction,
  uuidToBinary,
} from '@soomcare/database';
import { instantParam, limitParam } from '@soomcare/member-rows';

import type { RefusalKind } from './member-refusal.entity.ts';

export interface RefusalPosition {
  readonly createdAt: string;
  readonly otherId: string;
}

export const createMemberRefusalRepository = (database: Database) => ({
  /** The first time stays. */
  async add(memberId: string, kind: RefusalKind, otherId: string, at: Date): Promise<void> {
    await database.run(
      `INSERT INTO member_refusals (member_id, kind, other_id, created_at) VALUES (?, ?, ?, ?)
         ON DUPLICATE KEY UPDATE member_refusals.other_id = member_refusals.other_id`,
      [uuidToBinary(memberId), kind, uuidToBinary(otherId), sqlInstant(at)],
    );
  },

  async remove(memberId: string, kind: RefusalKind, otherId: string): Promise<void> {
    await database.run(
      `DELETE FROM member_refusals
        WHERE member_refusals.member_id = ? AND member_refusals.kind = ? AND member_refusals.other_id = ?`,
      [uuidToBinary(memberId), kind, uuidToBinary(otherId)],
    );
  },

  /** The last first. */
  async list(memberId: string, kind: RefusalKind, after: RefusalPosition | null, limit: number) {
    const rows = await database.rows<{ other_id: Buffer; created_at: string }>(
      `SELECT r.other_id, r.created_at FROM member_refusals r
        WHERE r.member_id = ? AND r.kind = ? ${after ? 'AND (r.created_at, r.other_id) < (?, ?)' : ''}
        ORDER BY r.created_at DESC, r.other_id DESC LIMIT ?`,
      [
        uuidToBinary(memberId),
        kind,
        ...(after ? [instantParam(after.createdAt), uuidToBinary(after.otherId)] : []),
        limitParam(limit),
      ],
    );
    return rows.map((row) => ({
      otherId: binaryToUuid(row.other_id),
      createdAt: isoInstant(row.created_at),
    }));
  },

  /** For each of these members, whom they blocked or muted, and who blocked them. */
  async listHiddenFor(memberIds: readonly string[]): Promise<string[][]> {
    const members = JSON.stringify(memberIds);
    const rows = await database.rows<{ member: Buffer; hidden: Buffer }>(
      `SELECT r.member_id AS member, r.other_id AS hidden
         FROM ${listedIds} STRAIGHT_JOIN member_refusals r ON r.member_id = UUID_TO_BIN(j.id)
        UNION SELECT b.other_id, b.member_id
         FROM ${listedIds} STRAIGHT_JOIN member_refusals b ON b.other_id = UUID_TO_BIN(j.id) AND b.kind = 'block'`,
      [members, members],
    );
    const hidden = Map.groupBy(rows, ({ member }) => binaryToUuid(member));

    return memberIds.map((id) => (hidden.get(id) ?? []).map((row) => binaryToUuid(row.hidden)));
  },

  async erase(memberId: string, within: Transaction): Promise<void> {
    const member = uuidToBinary(memberId);
    for (const column of ['member_id', 'other_id']) {
      await database.run(`DELETE FROM member_refusals WHERE member_refusals.${column} = ?`, [member], within);
    }
  },
});

export type MemberRefusalRepository = ReturnType<typeof createMemberRefusalRepository>;
