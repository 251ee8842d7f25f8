import { findAppNode } from '../install.js';
import { Problem } from '../messages.js';
import { staffLogIns } from '../staff.js';

const openedMembers = 5;

/** @typedef {{ cookie: string, csrfToken: string, permissions: string[] }} StaffSession */

/**
 * Logs every demo member of staff in this many times, by password and one-time code.
 * @param {object} target
 * @param {string} target.origin
 * @param {import('./scratch-apps.js').Env} target.env
 * @param {number} target.each
 * @returns {Promise<StaffSession[][]>} the sessions of each person
 */
export async function openStaffSessions({ origin, env, each }) {
  const { createConnection } = await import('mysql2/promise');
  const database = await createConnection(env['DATABASE_URL'] ?? '');
  /** @type {StaffSession[][]} */
  const sessions = [];
  try {
    for (let turn = 0; turn < each; turn += 1) {
      // A code works once: here the same half minute is used again.
      await database.query('UPDATE staff_accounts SET last_totp_step = 0');
      const people = await listStaff(env);
      for (const [index, person] of people.entries()) {
        (sessions[index] ??= []).push(await logIn(origin, env, person));
      }
    }
  } finally {
    await database.end();
  }

  return sessions;
}

/**
 * Opens the records of some members for somebody who may read them: of nobody else can the fuzzer see any.
 * @param {string} origin
 * @param {StaffSession[][]} sessions
 * @returns {Promise<string[]>} ids of members
 */
export async function openSomeRecords(origin, sessions) {
  const reader = sessions.flat().find(({ permissions }) => permissions.includes('records:read'));
  if (!reader) throw new Problem('None of the demo staff may read records.');

  const list = await call(`${origin}/v1/members?limit=${openedMembers}`, { headers: headersOf(reader) });
  const ids = list.items.map((/** @type {{ id: string }} */ { id }) => id);
  for (const id of ids) {
    const reason = { reason: '퍼징: 기록 화면 점검', minutes: 60 };
    await call(`${origin}/v1/members/${id}/record-access`, post(reason, headersOf(reader)));
  }

  return ids;
}

/** @param {import('./scratch-apps.js').Env} env @returns {Promise<{ email: string, code: string }[]>} */
async function listStaff(env) {
  const table = await staffLogIns(findAppNode(), env);
  const people = [...table.matchAll(/^(\S+@\S+)\s+\S+\s+(\d{6})\s/gm)].map(([, email = '', code = '']) => ({
    email,
    code,
  }));
  if (people.length === 0) throw new Problem('No demo staff can be logged in.', { details: table });

  return people;
}

/**
 * @param {string} origin
 * @param {import('./scratch-apps.js').Env} env
 * @param {{ email: string, code: string }} person
 * @returns {Promise<StaffSession>}
 */
async function logIn(origin, env, { email, code }) {
  const password = env['DEMO_STAFF_PASSWORD'];
  const { challenge } = await call(`${origin}/v1/auth/sessions`, post({ email, password }));
  const { csrfToken, staff, cookie } = await call(
    `${origin}/v1/auth/sessions/totp`,
    post({ challenge, code }),
  );

  return { cookie, csrfToken, permissions: staff.permissions };
}

const headersOf = (/** @type {StaffSession} */ { cookie, csrfToken }) => ({
  Cookie: cookie,
  'X-CSRF-Token': csrfToken,
});

/** @param {object} body @param {Record<string, string>} [headers] */
const post = (body, headers = {}) => ({
  method: 'POST',
  headers: { ...headers, 'Content-Type': 'application/json' },
  body: JSON.stringify(body),
});

/** @param {string} url @param {RequestInit} request @returns {Promise<any>} the answer, and the cookie that came with it */
async function call(url, request) {
  const response = await fetch(url, request);
  if (!response.ok) throw new Problem(`${url} answered ${response.status} before the fuzzer began.`);

  const [cookie] = (response.headers.get('set-cookie') ?? '').split(';');
  return { .../** @type {object} */ (await response.json()), cookie };
}
