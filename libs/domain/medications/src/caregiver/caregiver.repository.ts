import { binaryToUuid, type Database, sqlInstant, type Transaction, uuidToBinary } from '@soomcare/database';
import { createRowMapping, limitParam } from '@soomcare/member-rows';

import { HOUR_MS } from '../schedules/wall-time.ts';
import { caregiverTable, type PlainCaregiver } from './caregiver.entity.ts';

const { columns, read, write } = createRowMapping(caregiverTable);

const SELECT = `SELECT ${columns.map((column) => `c.${column}`).join(', ')} FROM caregivers c`;

const SAVE_SQL = `
  INSERT INTO caregivers (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')}) AS made
  ON DUPLICATE KEY UPDATE ${columns.map((column) => `caregivers.${column} = made.${column}`).join(', ')}`;

/** Longer than a night and the hours in which a dose may still be answered; what is older is no news. */
const LOOKED_BACK_MS = 24 * HOUR_MS;

/** Of an unanswered dose; see dose-state.ts. */
const MISSED_AT = 'GREATEST(s.missed_after, COALESCE(s.snoozed_until, s.missed_after))';

/** Active and not quiet, and the member has missed a dose since the caregiver agreed or was last told. */
const IS_DUE = `c.state = 'active' AND c.quiet_until <= ? AND EXISTS (
    SELECT 1 FROM dose_slots s FORCE INDEX (ix_dose_slots_member_id_due_at)
    WHERE s.member_id = c.member_id AND s.due_at > ? AND s.due_at <= ?
      AND s.answer IS NULL AND s.cancelled_at IS NULL
      AND ${MISSED_AT} <= ? AND ${MISSED_AT} > COALESCE(c.noticed_at, c.accepted_at))`;

const dueParams = (now: Date) => {
  const at = sqlInstant(now);
  return [at, sqlInstant(new Date(now.getTime() - LOOKED_BACK_MS)), at, at];
};

const LIST_DUE_SQL = `
  SELECT c.member_id AS memberId FROM caregivers c FORCE INDEX (ix_caregivers_state_quiet_until_member_id)
  WHERE ${IS_DUE} ORDER BY c.quiet_until, c.member_id LIMIT ?`;

/** Whom another worker is just telling is left to it. */
const LOCK_DUE_SQL = `${SELECT} WHERE c.member_id = ? AND ${IS_DUE} FOR UPDATE OF c SKIP LOCKED`;

export const createCaregiverRepository = (database: Database) => {
  const findBy = async (sql: string, params: readonly unknown[], within?: Transaction) => {
    const [row] = await database.rows<Record<string, unknown>>(sql, params, within);
    return row ? read(row) : null;
  };

  return {
    find: (memberId: string): Promise<PlainCaregiver | null> =>
      findBy(`${SELECT} WHERE c.member_id = ?`, [uuidToBinary(memberId)]),

    lock: (tx: Transaction, memberId: string): Promise<PlainCaregiver | null> =>
      findBy(`${SELECT} WHERE c.member_id = ? FOR UPDATE`, [uuidToBinary(memberId)], tx),

    lockByAskToken: (tx: Transaction, tokenHash: Buffer): Promise<PlainCaregiver | null> =>
      findBy(`${SELECT} WHERE c.ask_token_hash = ? FOR UPDATE`, [tokenHash], tx),

    findByStopToken: (tokenHash: Buffer): Promise<PlainCaregiver | null> =>
      findBy(`${SELECT} WHERE c.stop_token_hash = ?`, [tokenHash]),

    lockByStopToken: (tx: Transaction, tokenHash: Buffer): Promise<PlainCaregiver | null> =>
      findBy(`${SELECT} WHERE c.stop_token_hash = ? FOR UPDATE`, [tokenHash], tx),

    /** Puts a member's caregiver in the place of the one before. */
    async save(tx: Transaction, caregiver: PlainCaregiver): Promise<void> {
      await database.run(SAVE_SQL, write(caregiver), tx);
    },

    /** @returns whether there was one */
    async remove(memberId: string): Promise<boolean> {
      const sql = 'DELETE FROM caregivers WHERE caregivers.member_id = ?';
      const { affectedRows } = await database.run(sql, [uuidToBinary(memberId)]);
      return affectedRows > 0;
    },

    /** Whether this address has asked for no more mails about this member. */
    async isRefused(tx: Transaction, memberId: string, emailIndex: Buffer): Promise<boolean> {
      const refusals = await database.rows(
        'SELECT r.member_id FROM caregiver_refusals r WHERE r.member_id = ? AND r.email_index = ?',
        [uuidToBinary(memberId), emailIndex],
        tx,
      );
      return refusals.length > 0;
    },

    async refuse(tx: Transaction, { memberId, emailIndex }: PlainCaregiver): Promise<void> {
      await database.run(
        `INSERT INTO caregiver_refusals (member_id, email_index) VALUES (?, ?)
         ON DUPLICATE KEY UPDATE caregiver_refusals.member_id = caregiver_refusals.member_id`,
        [uuidToBinary(memberId), emailIndex],
        tx,
      );
    },

    /** The members whose caregiver is to be told of a missed dose, those who have waited longest first. */
    async listDue(now: Date, limit: number): Promise<string[]> {
      const rows = await database.rows<{ memberId: Buffer }>(LIST_DUE_SQL, [
        ...dueParams(now),
        limitParam(limit),
      ]);
      return rows.map(({ memberId }) => binaryToUuid(memberId));
    },

    /** Null when somebody else is telling or has told them, or there is nothing to tell any more. */
    lockDue: (tx: Transaction, memberId: string, now: Date): Promise<PlainCaregiver | null> =>
      findBy(LOCK_DUE_SQL, [uuidToBinary(memberId), ...dueParams(now)], tx),

    /** Forgets whoever has not answered in time: we have no business with their address. @returns how many */
    async purgeUnanswered(now: Date): Promise<number> {
      const { affectedRows } = await database.run(
        `DELETE FROM caregivers WHERE caregivers.state = 'asked' AND caregivers.ask_expires_at <= ?`,
        [sqlInstant(now)],
      );
      return affectedRows;
    },
  };
};

export type CaregiverRepository = ReturnType<typeof createCaregiverRepository>;
