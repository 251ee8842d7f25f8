import {
  bytesOf,
  DOSES,
  dayOf,
  idOf,
  MEDICINE_ROWS,
  OPEN_DOSES_FROM,
  pick,
  SESSIONS,
  TIME_ZONE,
} from './population.js';

const [MORNING, EVENING] = ['08:00', '20:00'];
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const PUFFS_HUNDREDTHS = 200;
const madeAt = new Date(Date.UTC(2026, 8, 1));
const fingerprint = Buffer.alloc(32, 1);

const keyOf = (/** @type {string} */ table, /** @type {number} */ member, row = 0) =>
  bytesOf(idOf(table, member, row));

/** The local day of a member's dose: two a day, answered ones first. @param {number} row */
const doseDay = (row) =>
  row < DOSES.answered
    ? dayOf(row >> 1)
    : new Date(Date.parse(OPEN_DOSES_FROM) + ((row - DOSES.answered) >> 1) * DAY_MS)
        .toISOString()
        .slice(0, 10);

/** One in ten is missed, of the others one in eight is late. @param {number} member @param {number} row */
function answerOf(member, row) {
  const localTime = row % 2 ? EVENING : MORNING;
  const due = new Date(`${doseDay(row)}T${localTime}:00+09:00`);
  const missedAfter = new Date(due.getTime() + 4 * HOUR_MS);
  const isTaken = row < DOSES.answered && pick(10, member, row, 8) > 0;
  const takenAt = isTaken
    ? new Date(due.getTime() + (pick(8, member, row, 9) === 0 ? 5 : 0.1) * HOUR_MS)
    : null;

  return { due, missedAfter, localTime, takenAt };
}

/** @type {Record<string, { columns: string[], values: (member: number, row: number) => unknown[] }>} */
const tables = {
  medications: {
    columns: [
      ...['created_at', 'updated_at', 'create_fingerprint', 'name', 'purpose_default', 'form'],
      ...['dose_amount_hundredths', 'dose_unit', 'starts_on'],
    ],
    values: () => [
      ...[madeAt, madeAt, fingerprint, '심비코트 터부헬러 160/4.5', 'scheduled', null],
      ...[PUFFS_HUNDREDTHS, 'puff', '2026-09-01'],
    ],
  },
  schedules: {
    columns: [
      ...['created_at', 'updated_at', 'create_fingerprint', 'medication_id', 'kind', 'times', 'weekdays'],
      ...['every_days', 'starts_on', 'zone_policy', 'time_zone', 'amount_hundredths', 'pauses'],
      'materialised_until',
    ],
    values: (member) => [
      ...[madeAt, madeAt, fingerprint, keyOf('medications', member), 'times', `${MORNING},${EVENING}`, ''],
      // Far ahead: each dose that is asked for has its row.
      ...[1, '2026-10-01', 'home', TIME_ZONE, PUFFS_HUNDREDTHS, '[]', new Date(Date.UTC(2099, 0, 1))],
    ],
  },
  dose_slots: {
    columns: [
      ...['medication_id', 'schedule_id', 'due_at', 'missed_after', 'local_date', 'local_time', 'time_zone'],
      ...['amount_hundredths', 'answer', 'answered_at', 'taken_at', 'taken_amount_hundredths'],
    ],
    values: (member, row) => {
      const { due, missedAfter, localTime, takenAt } = answerOf(member, row);
      return [
        ...[keyOf('medications', member), keyOf('schedules', member), due, missedAfter],
        ...[doseDay(row), localTime, TIME_ZONE, PUFFS_HUNDREDTHS],
        ...(takenAt ? ['taken', takenAt, takenAt, PUFFS_HUNDREDTHS] : [null, null, null, null]),
      ];
    },
  },
};

/** @param {string} table @param {number} each */
function* rowsOf(table, each) {
  for (let member = 0; member < SESSIONS; member += 1) {
    for (let row = 0; row < each; row += 1) {
      const values = tables[table]?.values(member, row) ?? [];
      yield [keyOf('members', member), keyOf(table, member, row), ...values];
    }
  }
}

/** What the members with a session take. */
export const medicineTables = Object.entries(MEDICINE_ROWS).map(([table, each]) => ({
  table,
  count: each * SESSIONS,
  columns: ['member_id', 'id', ...(tables[table]?.columns ?? [])],
  rows: () => rowsOf(table, each),
}));
