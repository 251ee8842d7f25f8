import { binaryToUuid, type Database, listedIds, type Transaction, uuidToBinary } from '@soomcare/database';
import { createRowMapping, instantParam, type PlainRow } from '@soomcare/member-rows';

import { type Delivery, type DeliveryState, deliveryTable } from './delivery.entity.ts';
import type { DeliveryReason } from './delivery-reasons.ts';
import type { ClaimedReminder } from './reminder-claims.repository.ts';

/** Which ledger rows: one reminder on one device, for each dose that it speaks of. */
export interface LedgerRows {
  readonly reminder: Pick<ClaimedReminder, 'id' | 'memberId' | 'kind' | 'dueAt'>;
  readonly deviceId: string;
  readonly slotIds: readonly string[];
}

/** How it ended there. */
export interface LedgerOutcome extends LedgerRows {
  readonly state: DeliveryState;
  readonly reason: DeliveryReason | null;
  readonly providerId?: string | null;
  /** By the database's clock. */
  readonly sentAt?: Date | null;
}

export type PlainDelivery = PlainRow<Delivery>;

/** What is known of an earlier attempt. */
export interface EarlierDelivery {
  readonly reminderId: string;
  readonly deviceId: string;
  readonly state: DeliveryState;
  readonly reason: DeliveryReason | null;
}

const insertSql = (tries: 0 | 1, onDuplicate: string) => `
  INSERT INTO deliveries
    (id, member_id, slot_id, reminder_id, device_id, kind, due_at, state, reason, attempts, claimed_at)
  SELECT UUID_TO_BIN(j.id), UUID_TO_BIN(j.member_id), UUID_TO_BIN(j.slot_id), UUID_TO_BIN(j.reminder_id),
         UUID_TO_BIN(j.device_id), j.kind, j.due_at, j.state, j.reason, ${tries}, NOW(3)
  FROM JSON_TABLE(?, '$[*]' COLUMNS (
         id CHAR(36) PATH '$.id',
         member_id CHAR(36) PATH '$.memberId',
         slot_id CHAR(36) PATH '$.slotId',
         reminder_id CHAR(36) PATH '$.reminderId',
         device_id CHAR(36) PATH '$.deviceId',
         kind VARCHAR(8) PATH '$.kind',
         due_at DATETIME(3) PATH '$.dueAt',
         state VARCHAR(16) PATH '$.state',
         reason VARCHAR(40) PATH '$.reason')) AS j
  ON DUPLICATE KEY UPDATE ${onDuplicate}`;

/** What has ended stays as it is: a worker may be stopped between its claim and this, for longer than its lease. */
const BEGIN_SQL = insertSql(
  1,
  `deliveries.reason = IF(deliveries.state = 'claimed', NULL, deliveries.reason),
   deliveries.attempts = deliveries.attempts + (deliveries.state = 'claimed'),
   deliveries.claimed_at = IF(deliveries.state = 'claimed', NOW(3), deliveries.claimed_at)`,
);

const NOTE_SQL = insertSql(0, 'deliveries.state = j.state, deliveries.reason = j.reason');

/** An app may have said that it shows the push before we know that it was sent. */
const FINISH_SQL = `
  UPDATE JSON_TABLE(?, '$[*]' COLUMNS (
      reminder_id CHAR(36) PATH '$.reminderId',
      device_id CHAR(36) PATH '$.deviceId',
      state VARCHAR(16) PATH '$.state',
      reason VARCHAR(40) PATH '$.reason',
      provider_id VARCHAR(200) PATH '$.providerId',
      sent_at DATETIME(3) PATH '$.sentAt')) AS j
  STRAIGHT_JOIN deliveries d FORCE INDEX (uq_deliveries_reminder_id_slot_id_device_id)
    ON d.reminder_id = UUID_TO_BIN(j.reminder_id) AND d.device_id = UUID_TO_BIN(j.device_id)
  SET d.state = IF(d.acknowledged_at IS NULL, j.state, 'acknowledged'),
      d.reason = IF(d.acknowledged_at IS NULL, j.reason, NULL),
      d.provider_id = j.provider_id,
      d.sent_at = j.sent_at`;

const EARLIER_SQL = `
  SELECT d.reminder_id AS reminderId, d.device_id AS deviceId, MIN(d.state) AS state, MIN(d.reason) AS reason
  FROM ${listedIds}
  STRAIGHT_JOIN deliveries d ON d.reminder_id = UUID_TO_BIN(j.id)
  GROUP BY d.reminder_id, d.device_id`;

const { columns, read } = createRowMapping(deliveryTable);

const LIST_SQL = `
  SELECT ${columns.map((column) => `d.${column}`).join(', ')}
  FROM ${listedIds}
  STRAIGHT_JOIN deliveries d FORCE INDEX (ix_deliveries_member_id_slot_id)
    ON d.member_id = ? AND d.slot_id = UUID_TO_BIN(j.id)
  ORDER BY d.due_at, d.id`;

/** The ledger. Who writes it holds the lease of the reminder; who finishes it, its row's lock as well. */
export const createDeliveryRepository = ({
  database,
  newId,
}: {
  database: Database;
  newId: () => string;
}) => {
  const rowsOf = ({ reminder, deviceId, slotIds }: LedgerRows, state: DeliveryState, reason: string | null) =>
    slotIds.map((slotId) => ({
      id: newId(),
      memberId: reminder.memberId,
      slotId,
      reminderId: reminder.id,
      deviceId,
      kind: reminder.kind,
      dueAt: instantParam(reminder.dueAt.toISOString()),
      state,
      reason,
    }));

  const runWith = async (sql: string, rows: readonly object[], within?: Transaction) => {
    if (rows.length > 0) await database.run(sql, [JSON.stringify(rows)], within);
  };

  const listOfDoses = async (memberId: string, slotIds: readonly string[]): Promise<PlainDelivery[]> => {
    if (slotIds.length === 0) return [];

    const rows = await database.rows<Record<string, unknown>>(LIST_SQL, [
      JSON.stringify(slotIds),
      uuidToBinary(memberId),
    ]);
    return rows.map(read);
  };

  return {
    /** Counts an attempt before it is made, so that a repeat after a crash is seen. */
    begin: (attempts: readonly LedgerRows[]): Promise<void> =>
      runWith(
        BEGIN_SQL,
        attempts.flatMap((each) => rowsOf(each, 'claimed', null)),
      ),

    /** How attempts that were begun have ended. */
    finish: (tx: Transaction, outcomes: readonly LedgerOutcome[]): Promise<void> =>
      runWith(
        FINISH_SQL,
        outcomes.map(({ reminder, deviceId, state, reason, providerId = null, sentAt = null }) => ({
          reminderId: reminder.id,
          deviceId,
          state,
          reason,
          providerId,
          sentAt: sentAt && instantParam(sentAt.toISOString()),
        })),
        tx,
      ),

    /** Why there was no attempt. */
    note: (tx: Transaction, outcomes: readonly LedgerOutcome[]): Promise<void> =>
      runWith(
        NOTE_SQL,
        outcomes.flatMap((each) => rowsOf(each, each.state, each.reason)),
        tx,
      ),

    async earlierOf(reminderIds: readonly string[]): Promise<EarlierDelivery[]> {
      if (reminderIds.length === 0) return [];

      const rows = await database.rows<{
        reminderId: Buffer;
        deviceId: Buffer;
        state: DeliveryState;
        reason: DeliveryReason | null;
      }>(EARLIER_SQL, [JSON.stringify(reminderIds)]);

      return rows.map(({ reminderId, deviceId, state, reason }) => ({
        reminderId: binaryToUuid(reminderId),
        deviceId: binaryToUuid(deviceId),
        state,
        reason,
      }));
    },

    /** All of one dose, oldest first. */
    listOf: (memberId: string, slotId: string) => listOfDoses(memberId, [slotId]),

    /** All of these doses, oldest first. */
    listOfDoses,

    /** @returns whether this device had such a reminder. */
    async acknowledge(memberId: string, reminderId: string, deviceId: string): Promise<boolean> {
      const { affectedRows } = await database.run(
        `UPDATE deliveries d
          SET d.acknowledged_at = COALESCE(d.acknowledged_at, NOW(3)), d.state = 'acknowledged', d.reason = NULL
          WHERE d.reminder_id = ? AND d.device_id = ? AND d.member_id = ? AND d.attempts > 0`,
        [uuidToBinary(reminderId), uuidToBinary(deviceId), uuidToBinary(memberId)],
      );
      return affectedRows > 0;
    },
  };
};

export type DeliveryRepository = ReturnType<typeof createDeliveryRepository>;
