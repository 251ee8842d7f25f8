// Who and what is in the measured database, worked out from numbers alone: the same people and rows on every machine.
export const MEMBERS = 10_000;
/** As many sessions as tokens rotate; fewer would make every cache look perfect. */
export const SESSIONS = 1_000;
/** Who can log in with a password. */
export const ACCOUNTS = 200;
export const MONTH = '2026-10';
export const TIME_ZONE = 'Asia/Seoul';
/** Of the made-up members; it opens nothing outside the measured database. */
export const PASSWORD = 'bench 숨 2026 only';

/** Rows of one member in the month: 45, so 450 000 in all. */
export const ROWS_A_MEMBER = {
  peak_flows: 30,
  symptom_records: 8,
  intakes: 5,
  spirometries: 1,
  exacerbations: 1,
};

/**
 * Members with a session who have kept a dense diary for years before that month, by those years: about 4.5 rows a day.
 * What they have in the month itself is what everybody has, so what a read of it costs more is due to the history.
 */
export const HISTORIES = [
  { years: 1, firstMember: 900, members: 10 },
  { years: 3, firstMember: 910, members: 10 },
  { years: 10, firstMember: 920, members: 10 },
];
/** The month's rows, moved back by so many days, again and again: three times as dense as the month. */
export const HISTORY_STEP_DAYS = 10;
export const historySteps = (/** @type {number} */ years) => Math.floor((years * 365) / HISTORY_STEP_DAYS);

/** Two doses a day of that month, all answered, and twenty of the month after, which the load takes. */
export const DOSES = { answered: 60, open: 20 };
export const OPEN_DOSES_FROM = '2026-11-01';
/** Rows of one member with a session. */
export const MEDICINE_ROWS = { medications: 1, schedules: 1, dose_slots: DOSES.answered + DOSES.open };

const kinds = [
  'members',
  'sessions',
  'personal_bests',
  ...Object.keys({ ...ROWS_A_MEMBER, ...MEDICINE_ROWS }),
];
const FIRST_MS = Date.UTC(2026, 8, 1);
const hex = (/** @type {number} */ value, /** @type {number} */ digits) =>
  value.toString(16).padStart(digits, '0');

/**
 * A UUIDv7 whose time grows with the number, as real ones do.
 * @param {string} kind @param {number} member @param {number} [row]
 */
export function idOf(kind, member, row = 0) {
  const time = hex(FIRST_MS + row * 86_400_000 + member * 100, 12);
  const kindDigits = `7${hex(kinds.indexOf(kind), 3)}`;

  return `${time.slice(0, 8)}-${time.slice(8)}-${kindDigits}-8${hex(row, 3)}-${hex(member, 12)}`;
}

/** @param {string} uuid */
export const bytesOf = (uuid) => Buffer.from(uuid.replaceAll('-', ''), 'hex');

/** @param {number} member */
export const emailOf = (member) => `bench-${member}@soomcare.example`;

/** A small number that looks random and is the same each time. @param {number[]} seeds */
export function pick(limit, ...seeds) {
  let state = seeds.reduce((sum, seed) => Math.imul(sum ^ seed, 0x9e3779b1), 0x2545f491);
  state = Math.imul(state ^ (state >>> 15), 0x85ebca6b);

  return ((state ^ (state >>> 13)) >>> 0) % limit;
}

/** Local day of a row in the month: spread so that no day is empty of peak flows. @param {number} row */
export const dayOf = (row) => `${MONTH}-${String(1 + (row % 30)).padStart(2, '0')}`;
