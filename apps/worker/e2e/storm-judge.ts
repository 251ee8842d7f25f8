import { binaryToUuid, type Database, isoInstant } from '@soomcare/database';
import { type FcmArrival } from '@soomcare/testing';

import { devicesOf } from './storm-devices.ts';

/** How many pushes, devices or reminders are not as they should be; all 0 is a storm well weathered. */
export interface Verdict {
  /** Devices that a due dose was never pushed to. */
  readonly missing: number;
  /** Devices that show the same doses more than once: a repeat under its own collapse key only replaces the first. */
  readonly shownTwice: number;
  /** Devices that heard of a dose more than a second before it was due, or of one that is not due yet. */
  readonly early: number;
  readonly unfinishedReminders: number;
  /** Devices for which the ledger says otherwise than what has arrived. */
  readonly ledgerDiffers: number;
  /** Members whose inbox has not one entry for each minute with doses. */
  readonly inboxDiffers: number;
  /** Reminders pushed again, each time counted once however many devices the member has. */
  readonly repeats: number;
}

export const flawless: Verdict = {
  missing: 0,
  shownTwice: 0,
  early: 0,
  unfinishedReminders: 0,
  ledgerDiffers: 0,
  inboxDiffers: 0,
  repeats: 0,
};

const EARLY_MS = 1_000;

/** What should have happened: one push of each minute in which a member has doses, to each device. */
const DUE_SQL = `
  SELECT s.member_id AS memberId, COUNT(DISTINCT s.due_at) AS minutes, MIN(s.due_at) AS firstDueAt
  FROM dose_slots s WHERE s.due_at <= NOW(3) GROUP BY s.member_id`;

const LEDGER_SQL = `
  SELECT d.device_id AS deviceId, COUNT(DISTINCT d.reminder_id) AS sent
  FROM deliveries d WHERE d.state IN ('sent', 'acknowledged') GROUP BY d.device_id`;

const INBOX_SQL =
  'SELECT n.member_id AS memberId, COUNT(*) AS entries FROM notifications n GROUP BY n.member_id';

const countWhere = <Item>(items: readonly Item[], holds: (item: Item) => boolean) =>
  items.filter(holds).length;

/** Holds what the devices show and what the database says against what was due. */
export const judgeStorm = async (database: Database, arrived: Iterable<FcmArrival>): Promise<Verdict> => {
  const arrivals = [...arrived];
  const byToken = Map.groupBy(arrivals, ({ token }) => token);
  const byKey = Map.groupBy(arrivals, ({ collapseKey }) => collapseKey);
  const due = await database.rows<{ memberId: Buffer; minutes: number; firstDueAt: string }>(DUE_SQL);
  const ledger = await database.rows<{ deviceId: Buffer; sent: number }>(LEDGER_SQL);
  const inbox = await database.rows<{ memberId: Buffer; entries: number }>(INBOX_SQL);
  const [open] = await database.rows<{ reminders: number }>(
    `SELECT COUNT(*) AS reminders FROM reminders r WHERE r.due_at <= NOW(3) AND r.state <> 'done'`,
  );
  const sentTo = new Map(ledger.map(({ deviceId, sent }) => [binaryToUuid(deviceId), sent]));
  const entriesOf = new Map(inbox.map(({ memberId, entries }) => [binaryToUuid(memberId), entries]));

  const members = due.map(({ memberId, ...rest }) => ({ memberId: binaryToUuid(memberId), ...rest }));
  const devices = members.flatMap(({ memberId, minutes, firstDueAt }) =>
    devicesOf(memberId).map(({ deviceId, token }) => ({
      deviceId,
      minutes,
      dueAtMs: Date.parse(isoInstant(firstDueAt)),
      shown: byToken.get(token) ?? [],
    })),
  );
  const known = new Set(members.flatMap(({ memberId }) => devicesOf(memberId).map(({ token }) => token)));

  return {
    missing: countWhere(devices, ({ shown, minutes }) => shown.length < minutes),
    shownTwice: countWhere(
      devices,
      ({ shown, minutes }) => shown.length > minutes || shown.some((each) => each.shown > 1),
    ),
    early:
      countWhere(devices, ({ shown, dueAtMs }) => shown.some((each) => each.firstAt < dueAtMs - EARLY_MS)) +
      countWhere([...byToken.keys()], (token) => !known.has(token)),
    unfinishedReminders: open?.reminders ?? 0,
    ledgerDiffers: countWhere(devices, ({ deviceId, shown }) => (sentTo.get(deviceId) ?? 0) !== shown.length),
    inboxDiffers: countWhere(members, ({ memberId, minutes }) => entriesOf.get(memberId) !== minutes),
    repeats: [...byKey.values()]
      .map((each) => Math.max(...each.map(({ arrivals: times }) => times)) - 1)
      .reduce((sum, each) => sum + each, 0),
  };
};
