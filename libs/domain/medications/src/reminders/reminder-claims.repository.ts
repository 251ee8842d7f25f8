import { binaryToUuid, type Database, isoInstant, type Transaction } from '@soomcare/database';
import { limitParam } from '@soomcare/member-rows';

import type { ReminderKind } from './reminder.entity.ts';

/** A reminder in the hands of one worker until its lease ends. */
export interface ClaimedReminder {
  readonly id: string;
  readonly memberId: string;
  readonly kind: ReminderKind;
  readonly dueAt: Date;
  readonly expiresAt: Date;
  /** 1 for the first attempt. */
  readonly attempt: number;
  readonly fence: number;
}

export interface Claim {
  readonly reminders: readonly ClaimedReminder[];
  /** The database's clock at the claim. */
  readonly at: Date;
}

/** What becomes of a claimed reminder. */
export interface Settlement {
  readonly reminder: Pick<ClaimedReminder, 'id' | 'fence'>;
  /** Milliseconds until it may be claimed again, but not past its window; null when it is done. */
  readonly againInMs: number | null;
  /** It was not tried, so the attempt does not count. */
  readonly isUntried?: boolean;
}

interface ClaimRow {
  id: Buffer;
  memberId: Buffer;
  kind: ReminderKind;
  dueAt: string;
  expiresAt: string;
  attempts: number;
  fence: number;
  at: string;
}

/**
 * The claim: due, waiting, not leased (a lease moves `available_at`); rows that another worker takes at this moment
 * are passed over. The index is forced: on a short table MySQL would scan and sort, which locks every due row.
 */
export const CLAIM_SQL = `
  SELECT r.id, r.member_id AS memberId, r.kind, r.due_at AS dueAt, r.expires_at AS expiresAt, r.attempts, r.fence,
         NOW(3) AS at
  FROM reminders r FORCE INDEX (ix_reminders_state_available_at_id)
  WHERE r.state = 'waiting' AND r.available_at <= NOW(3)
  ORDER BY r.available_at, r.id
  LIMIT ?
  FOR UPDATE SKIP LOCKED`;

/** The claimed rows, by their keys; they travel as one JSON parameter, so that each statement is prepared once. */
const CLAIMED = `
  JSON_TABLE(?, '$[*]' COLUMNS (
    id CHAR(36) PATH '$.id',
    fence INT UNSIGNED PATH '$.fence',
    again_in_ms BIGINT PATH '$.againInMs',
    untried INT PATH '$.untried')) AS j
  STRAIGHT_JOIN reminders r ON r.id = UUID_TO_BIN(j.id)`;

/** Only the newest lease may finish a reminder: its fence is the row's. */
const LEASE_HOLDS = 'r.fence = j.fence';

/** By a list of keys, which costs MySQL a third less than a join with JSON. */
const leaseSql = (keys: number) => `
  UPDATE reminders r
  SET r.available_at = NOW(3) + INTERVAL ? SECOND, r.fence = r.fence + 1, r.attempts = r.attempts + 1
  WHERE r.id IN (${Array<string>(keys).fill('?').join(', ')})`;

const SETTLE_SQL = `
  UPDATE ${CLAIMED}
  SET r.state = IF(j.again_in_ms IS NULL, 'done', 'waiting'),
      r.available_at = IF(j.again_in_ms IS NULL, r.available_at,
        GREATEST(NOW(3), LEAST(NOW(3) + INTERVAL j.again_in_ms * 1000 MICROSECOND, r.expires_at))),
      r.attempts = r.attempts - j.untried
  WHERE ${LEASE_HOLDS}`;

const HELD_SQL = `SELECT r.id FROM ${CLAIMED} WHERE ${LEASE_HOLDS}`;

const OLDEST_SQL = `
  SELECT TIMESTAMPDIFF(MICROSECOND, r.due_at, NOW(3)) / 1000000 AS seconds
  FROM reminders r FORCE INDEX (ix_reminders_state_available_at_id)
  WHERE r.state = 'waiting' AND r.available_at <= NOW(3)
  ORDER BY r.available_at, r.id
  LIMIT 1`;

/** All times are the database's, so a skewed clock of a worker changes only when it looks. */
export const createReminderClaimsRepository = (database: Database) => ({
  /** Takes up to `limit` due reminders for `leaseSeconds`. */
  claim: (limit: number, leaseSeconds: number): Promise<Claim> =>
    database.transaction(async (tx) => {
      const rows = await database.rows<ClaimRow>(CLAIM_SQL, [limitParam(limit)], tx);
      const [first] = rows;
      if (!first) return { reminders: [], at: new Date(0) };

      // As long a list as for a full claim, so that the statement is prepared once.
      const keys = Array.from({ length: limit }, (_, index) => (rows[index] ?? first).id);
      await database.run(leaseSql(limit), [leaseSeconds, ...keys], tx);

      return {
        at: new Date(isoInstant(first.at)),
        reminders: rows.map(({ id, memberId, kind, dueAt, expiresAt, attempts, fence }) => ({
          id: binaryToUuid(id),
          memberId: binaryToUuid(memberId),
          kind,
          dueAt: new Date(isoInstant(dueAt)),
          expiresAt: new Date(isoInstant(expiresAt)),
          attempt: attempts + 1,
          fence: fence + 1,
        })),
      };
    }),

  /**
   * Finishes, postpones or gives back, and keeps the rows locked until the transaction ends. A reminder whose lease has
   * passed to another worker is left alone. @returns those whose lease still held
   */
  async settle<Each extends Settlement>(
    settlements: readonly Each[],
    within?: Transaction,
  ): Promise<readonly Each[]> {
    // In one order, so that two transactions wait for one another, not in a ring.
    const rows = settlements
      .map(({ reminder: { id, fence }, againInMs, isUntried = false }) => ({
        id,
        fence,
        againInMs: againInMs === null ? null : Math.round(againInMs),
        untried: Number(isUntried),
      }))
      .toSorted((one, other) => (one.id < other.id ? -1 : 1));
    const parameter = [JSON.stringify(rows)];
    const { affectedRows } = await database.run(SETTLE_SQL, parameter, within);
    if (affectedRows === rows.length) return settlements;

    const held = await database.rows<{ id: Buffer }>(HELD_SQL, parameter, within);
    const ids = new Set(held.map(({ id }) => binaryToUuid(id)));

    return settlements.filter(({ reminder }) => ids.has(reminder.id));
  },

  /** How long the first reminder in line has been due; 0 when none waits. */
  async oldestDueSeconds(): Promise<number> {
    const [row] = await database.rows<{ seconds: string }>(OLDEST_SQL);

    return Number(row?.seconds ?? 0);
  },
});

export type ReminderClaimsRepository = ReturnType<typeof createReminderClaimsRepository>;
