// Members with their devices, as identity stores them, and their doses of one minute.
import { randomBytes } from 'node:crypto';
import mysql from 'mysql2/promise';
import { createBlindIndex, createFieldCipher, newMemberKey } from '@soomcare/database';
import { devicesOf } from '../apps/worker/e2e/storm-devices.ts';
import { addDoses, newMembers } from '../apps/worker/e2e/storm-doses.ts';

const ROWS_A_STATEMENT = 1_000;

/**
 * @param {string} url @param {import('@soomcare/config').Config['secrets']} secrets @param {number} count
 * @returns {Promise<string[]>} their ids
 */
export async function addPeople(url, { fieldKeys, indexKey }, count) {
  const ring = createFieldCipher({ keys: fieldKeys });
  const blindIndex = createBlindIndex(indexKey);
  const memberIds = newMembers(count);
  const connection = await mysql.createConnection({ uri: url, timezone: 'Z' });
  const now = new Date();

  const memberRow = (/** @type {string} */ id) => [
    ...[bytesOf(id), 'active', randomBytes(16), randomBytes(40), '숨이', '1990-05-05', 'Asia/Seoul', 'ko'],
    ...[now, now],
  ];
  const rowsOfMember = (/** @type {string} */ memberId) => {
    const { sealedKey, cipher } = newMemberKey(ring, memberId);
    const devices = devicesOf(memberId).map(({ deviceId, token }) => {
      const place = { table: 'devices', column: 'sealed_push_token', rowId: `${memberId}:${deviceId}` };
      const index = blindIndex('devices.push_token', token);
      return [
        bytesOf(memberId),
        bytesOf(deviceId),
        '폰',
        'android',
        cipher.seal(token, place),
        index,
        now,
        now,
      ];
    });

    return { key: [bytesOf(memberId), sealedKey], devices };
  };

  try {
    for (const ids of chunksOf(memberIds)) {
      await connection.query(
        `INSERT INTO members (id, status, email_index, sealed_email, nickname, birth_date, time_zone, language,
           created_at, updated_at) VALUES ?`,
        [ids.map(memberRow)],
      );
      const rows = ids.map(rowsOfMember);
      await connection.query('INSERT INTO member_keys (member_id, sealed_key) VALUES ?', [
        rows.map(({ key }) => key),
      ]);
      await connection.query(
        `INSERT INTO devices (member_id, id, name, platform, sealed_push_token, push_token_index, created_at,
           updated_at) VALUES ?`,
        [rows.flatMap(({ devices }) => devices)],
      );
    }
  } finally {
    await connection.end();
  }

  return memberIds;
}

/** @param {import('@soomcare/database').Database} database @param {string[]} memberIds @param {Date} dueAt */
export async function addDosesOfOneMinute(database, memberIds, dueAt) {
  for (const ids of chunksOf(memberIds)) await addDoses(database, ids, { dueAt });
}

const bytesOf = (/** @type {string} */ uuid) => Buffer.from(uuid.replaceAll('-', ''), 'hex');

function* chunksOf(/** @type {string[]} */ ids) {
  for (let from = 0; from < ids.length; from += ROWS_A_STATEMENT)
    yield ids.slice(from, from + ROWS_A_STATEMENT);
}
