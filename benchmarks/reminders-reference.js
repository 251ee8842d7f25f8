// The raw twin of a reminder tick, for goal P14: one claim, one multi-row UPDATE, and the pushes. It knows no lease,
// ledger, inbox or answer, and loses what it has claimed when it dies. Arguments: database, provider, its key file.
// Prints when it began and ended.
import { readFileSync } from 'node:fs';
import mysql from 'mysql2/promise';
import { binaryToUuid } from '@soomcare/database';
import { createFcmPushSender } from '@soomcare/push';
import { devicesOf } from '../apps/worker/e2e/storm-devices.ts';

const BATCH = 200;
const [, , databaseUrl = '', providerUrl = '', keyFile = ''] = process.argv;
const key = JSON.parse(readFileSync(keyFile, 'utf8'));
const push = createFcmPushSender({
  account: { projectId: key.project_id, clientEmail: key.client_email, privateKey: key.private_key },
  tokenBaseUrl: providerUrl,
  messagesBaseUrl: providerUrl,
  now: () => new Date(),
});
const connection = await mysql.createConnection({ uri: databaseUrl, timezone: 'Z' });
// MySQL's default also locks the gaps between rows, and two of these would then end in a deadlock.
await connection.query('SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED');

async function claim() {
  await connection.beginTransaction();
  const [rows] = /** @type {any} */ (
    await connection.execute(
      `SELECT r.id, r.member_id FROM reminders r FORCE INDEX (ix_reminders_state_available_at_id)
        WHERE r.state = 'waiting' AND r.available_at <= NOW(3) ORDER BY r.available_at, r.id LIMIT ${BATCH}
        FOR UPDATE SKIP LOCKED`,
    )
  );
  if (rows.length > 0) {
    await connection.query(`UPDATE reminders SET state = 'done' WHERE id IN (?)`, [rows.map(({ id }) => id)]);
  }
  await connection.commit();

  return rows;
}

const messageOf = (/** @type {Buffer} */ id) => ({
  title: '복약 시간이에요',
  body: '앱에서 확인해 주세요.',
  data: { reminderId: binaryToUuid(id), kind: 'dose' },
  collapseKey: id.toString('base64url'),
  ttlSeconds: 1_800,
  urgency: /** @type {const} */ ('high'),
});

const beganAt = Date.now();
for (let rows = await claim(); rows.length > 0; rows = await claim()) {
  await Promise.all(
    rows.flatMap(({ id, member_id: memberId }) =>
      devicesOf(binaryToUuid(memberId)).map(({ token }) => push.send({ kind: 'fcm', token }, messageOf(id))),
    ),
  );
}
console.log(JSON.stringify({ beganAt, endedAt: Date.now() }));
await push.close();
await connection.end();
