// Fills the measured database once: 10 000 members, 450 000 records, 1 000 sessions. A second call finds all there.
import { createHash } from 'node:crypto';
import mysql from 'mysql2/promise';
import {
  createBlindIndex,
  createFieldCipher,
  migrate,
  newMemberKey,
  normaliseEmail,
} from '@soomcare/database';
import { createPasswordHasher } from '../libs/domain/identity/src/passwords/password-hasher.ts';
import { say, withProgress } from '../infra/services/messages.js';
import {
  ACCOUNTS,
  bytesOf,
  emailOf,
  idOf,
  MEMBERS,
  OPEN_DOSES_FROM,
  PASSWORD,
  ROWS_A_MEMBER,
  SESSIONS,
  TIME_ZONE,
} from './population.js';
import { fillHistories, historyRows } from './seed-histories.js';
import { medicineTables } from './seed-medicines.js';
import { columnsOf, rowsOf } from './seed-rows.js';

const ROWS_A_STATEMENT = 1_000;
const SESSION_DAYS = 30;
const SEED_WAIT_SECONDS = 3_600;
const DAY_MS = 86_400_000;
/** What the load itself creates lies in years before this, and what was seeded after. */
export const SEEDED_FROM = '2016-01-01';

/** @typedef {import('@soomcare/config').Config['secrets']} Secrets */

/** @param {string} url @param {Secrets} secrets */
export async function seed(url, secrets) {
  const applied = await migrate(url);
  if (applied.length > 0) say(`Migrated: ${applied.join(', ')}`);

  const connection = await mysql.createConnection({ uri: url, timezone: 'Z' });
  try {
    // Until the connection ends: of two who find nothing there, one fills the tables and the other waits.
    await connection.query('SELECT GET_LOCK(CONCAT(DATABASE(), ?), ?)', ['.seed', SEED_WAIT_SECONDS]);
    await removeLeftOvers(connection);
    if (!(await isSeeded(connection, secrets))) {
      await withProgress(`Seeding ${MEMBERS} members with 45 records each`, () => fill(connection, secrets));
    }
    await renewSessions(connection);
  } finally {
    await connection.end();
  }
}

/** @typedef {import('mysql2/promise').Connection} Connection */

/** What an earlier run's creates and log-ins left. @param {Connection} connection */
export async function removeLeftOvers(connection) {
  for (const table of ['peak_flows', 'symptom_records']) {
    await connection.query(`DELETE FROM ${table} WHERE recorded_on < ?`, [SEEDED_FROM]);
  }
  await reopenDoses(connection);
  await connection.query('DELETE FROM sessions');
  for (const table of ['idempotency_keys', 'sync_mutations', 'reports']) {
    await connection.query(`DELETE FROM ${table}`);
  }
}

/** As if nobody had taken the doses that the load takes. @param {Connection} connection */
export async function reopenDoses(connection) {
  await connection.query('DELETE FROM intakes WHERE dose_id IS NOT NULL');
  await connection.query(
    `UPDATE dose_slots SET answer = NULL, answered_at = NULL, taken_at = NULL, taken_amount_hundredths = NULL,
       intake_id = NULL, version = 1
      WHERE local_date >= ? AND answer IS NOT NULL`,
    [OPEN_DOSES_FROM],
  );
}

const recordTables = [
  ...Object.entries({ personal_bests: 1, ...ROWS_A_MEMBER }).map(([table, each]) => ({
    table,
    count: each * MEMBERS + historyRows(table),
    columns: columnsOf(table),
    rows: () => rowsOf(table, each),
  })),
  ...medicineTables,
];

/**
 * The index key is part of it: with new development secrets nobody could log in.
 * @param {Connection} connection @param {Secrets} secrets
 */
async function isSeeded(connection, secrets) {
  const people = ['members', 'member_keys'].map((table) => ({ table, count: MEMBERS }));
  for (const { table, count } of [...people, ...recordTables]) {
    const [[row]] = /** @type {any} */ (await connection.query(`SELECT COUNT(*) AS count FROM ${table}`));
    if (row.count !== count) return false;
  }
  const [[last]] = /** @type {any} */ (
    await connection.query('SELECT email_index FROM members WHERE id = ?', [
      bytesOf(idOf('members', MEMBERS - 1)),
    ])
  );
  const [[{ count }]] = /** @type {any} */ (
    await connection.query('SELECT COUNT(*) AS count FROM credentials')
  );

  return count === ACCOUNTS && last?.email_index.equals(emailIndexOf(secrets)(MEMBERS - 1)) === true;
}

/** @param {Secrets} secrets */
const emailIndexOf = ({ indexKey }) => {
  const blindIndex = createBlindIndex(indexKey);
  return (/** @type {number} */ member) => blindIndex('members.email', normaliseEmail(emailOf(member)));
};

/** @param {Connection} connection @param {Secrets} secrets */
async function fill(connection, secrets) {
  const names = recordTables.map(({ table }) => table);
  for (const table of [
    'members',
    'member_keys',
    'credentials',
    'consents',
    'member_changes',
    'member_sequences',
    ...names,
  ]) {
    await connection.query(`TRUNCATE TABLE ${table}`);
  }
  const keys = newKeys(secrets);
  const keyRows = keys.map(({ id, sealedKey }) => [bytesOf(id), sealedKey]);
  await insert(connection, 'member_keys', ['member_id', 'sealed_key'], keyRows);
  await insert(connection, 'members', memberColumns, membersWith(secrets, keys));
  await insert(connection, 'consents', consentColumns, consents());
  await insert(connection, 'credentials', credentialColumns, await credentialsWith(secrets));
  for (const { table, columns, rows } of recordTables) await insert(connection, table, columns, rows());
  await fillHistories(connection);
  await connection.query(`ANALYZE TABLE members, member_changes, sessions, consents, ${names.join(', ')}`);
}

/** @param {Connection} connection @param {string} table @param {readonly string[]} columns @param {Iterable<unknown[]>} rows */
async function insert(connection, table, columns, rows) {
  const statement = `INSERT INTO ${table} (${columns.join(', ')}) VALUES ?`;
  let batch = [];
  for (const row of rows) {
    batch.push(row);
    if (batch.length === ROWS_A_STATEMENT) {
      await connection.query(statement, [batch]);
      batch = [];
    }
  }
  if (batch.length > 0) await connection.query(statement, [batch]);
}

const seededAt = new Date(Date.UTC(2026, 8, 1));
const memberColumns = [
  'id',
  'status',
  'email_index',
  'sealed_email',
  'nickname',
  'birth_date',
  'time_zone',
  'language',
  'created_at',
  'updated_at',
];

/** @param {Secrets} secrets */
function newKeys({ fieldKeys }) {
  const ring = createFieldCipher({ keys: fieldKeys });
  return Array.from({ length: MEMBERS }, (_, member) => {
    const id = idOf('members', member);
    return { id, ...newMemberKey(ring, id) };
  });
}

/** @param {Secrets} secrets @param {ReturnType<typeof newKeys>} keys */
function* membersWith(secrets, keys) {
  const emailIndex = emailIndexOf(secrets);
  for (const [member, { id, cipher }] of keys.entries()) {
    const sealed = cipher.seal(emailOf(member), { table: 'members', column: 'sealed_email', rowId: id });
    yield [
      bytesOf(id),
      'active',
      emailIndex(member),
      sealed,
      '숨이',
      '1990-05-05',
      TIME_ZONE,
      'ko',
      seededAt,
      seededAt,
    ];
  }
}

const consentColumns = [
  'id',
  'member_id',
  'type',
  'revision',
  'granted',
  'version',
  'text_hash',
  'recorded_at',
];

function* consents() {
  for (let member = 0; member < MEMBERS; member += 1) {
    const memberId = idOf('members', member);
    for (const [number, type] of ['service', 'health-data'].entries()) {
      const hash = createHash('sha256').update(type).digest();
      const id = memberId.replace('-7000-', `-7${number + 1}00-`);
      yield [bytesOf(id), bytesOf(memberId), type, 1, 1, '1', hash, seededAt];
    }
  }
}

const credentialColumns = [
  'id',
  'member_id',
  'provider',
  'subject',
  'password_hash',
  'created_at',
  'updated_at',
];

/** The hash names its salt and cost, not its owner: one serves all accounts. @param {Secrets} secrets */
async function credentialsWith({ passwordPepper }) {
  const hasher = createPasswordHasher({ pepper: passwordPepper, bulkhead: (work) => work() });
  const passwordHash = await hasher.hash(PASSWORD);

  return Array.from({ length: ACCOUNTS }, (_, member) => {
    const id = idOf('members', member);
    return [bytesOf(id), bytesOf(id), 'password', id, passwordHash, seededAt, seededAt];
  });
}

/** Sessions of right now, as a log-in leaves them; the refresh token is nobody's. @param {Connection} connection */
async function renewSessions(connection) {
  const now = new Date();
  const end = new Date(now.getTime() + SESSION_DAYS * DAY_MS);
  const columns = [
    'id',
    'member_id',
    'refresh_counter',
    'refresh_hash',
    'authenticated_at',
    'created_at',
    'last_seen_at',
    'absolute_expires_at',
  ];
  const rows = Array.from({ length: SESSIONS }, (_, member) => [
    bytesOf(idOf('sessions', member)),
    bytesOf(idOf('members', member)),
    0,
    createHash('sha256').update(`bench ${member}`).digest(),
    now,
    now,
    now,
    end,
  ]);
  await insert(connection, 'sessions', columns, rows);
}
