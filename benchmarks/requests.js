import { randomUUID, randomUUIDv7 } from 'node:crypto';
import { DOSES, idOf, MONTH, pick, ROWS_A_MEMBER } from './population.js';

/** @typedef {import('./wrk.js').LoadRequest} LoadRequest */

export const monthList = `/v1/peak-flows?from=${MONTH}-01&to=${MONTH}-31&limit=100`;
export const dosesOfDay = `/v1/doses?date=${MONTH}-15`;
export const adherenceOfMonth = `/v1/adherence?from=${MONTH}-01&to=${MONTH}-30`;
export const insightsOfMonth = `/v1/insights?from=${MONTH}-01&to=${MONTH}-30`;
export const calendarMonth = `/v1/calendar/${MONTH}`;
/** R's alone: its frozen calendar knows no doses. */
export const calendarMonthWithDoses = `/v1/calendar-with-doses/${MONTH}`;

/** Enough that a run sends each about once: the same day of one member again would grow what a create reads. */
const CREATES = 20_000;
const DAY_MS = 86_400_000;
/** Long before what is read, and never within two weeks of another create of the same member by chance. */
const CREATED_FROM = Date.UTC(2002, 0, 1);
const CREATED_DAYS = 5_000;

/** @param {string[]} tokens @param {string} path @returns {LoadRequest[]} */
export const reads = (tokens, path) => tokens.map((token) => ({ method: 'GET', path, token }));

/** As many reads as no run sends: the same ones, again and again. */
const READS = 20_000;

/**
 * As people come: in no order, and with no regular pause. In turn, the copies of all sessions (and whatever else lives
 * for seconds) would end within the same second, again and again. The same order each time.
 * @param {LoadRequest[]} requests
 */
export function inAnyOrder(requests) {
  const isRepeatable = requests.every(({ method }) => method === 'GET');
  const times = isRepeatable ? Math.ceil(READS / requests.length) : 1;
  const mixed = Array.from({ length: times }, () => requests).flat();
  for (let last = mixed.length - 1; last > 0; last -= 1) {
    const other = pick(last + 1, last, 17);
    const moved = /** @type {LoadRequest} */ (mixed[last]);
    mixed[last] = /** @type {LoadRequest} */ (mixed[other]);
    mixed[other] = moved;
  }

  return mixed;
}

/** @param {string[]} tokens @param {'symptom_records' | 'peak_flows'} table @returns {LoadRequest[]} */
export const readsByKey = (tokens, table) =>
  tokens.flatMap((token, member) =>
    Array.from({ length: ROWS_A_MEMBER[table] }, (_, row) => ({
      method: 'GET',
      path: `/v1/${table.replace('_', '-')}/${idOf(table, member, row)}`,
      token,
    })),
  );

/** Without a log-in, and so with the owner in the path. @param {string[]} tokens @returns {LoadRequest[]} */
export const openReadsByKey = (tokens) =>
  readsByKey(tokens, 'symptom_records').map(({ method, path }, index) => {
    const member = Math.floor(index / ROWS_A_MEMBER.symptom_records);
    return {
      method,
      path: path.replace('/v1/symptom-records', `/open/symptom-records/${idOf('members', member)}`),
    };
  });

/** @param {number} number */
const instantOf = (number) =>
  new Date(CREATED_FROM + pick(CREATED_DAYS, number, 7) * DAY_MS + number * 1_000).toISOString();

/** @param {number} number */
export const symptomRecord = (number) => ({
  occurredAt: instantOf(number),
  symptoms: [
    { kind: 'cough', severity: 2 },
    { kind: 'wheeze', severity: 1 },
    { kind: 'night-waking', severity: 0 },
  ],
  triggers: ['yellow-dust', 'exercise'],
  note: '아침에 기침이 조금 있었습니다',
});

/** @param {number} number */
export const peakFlow = (number) => ({
  measuredAt: instantOf(number),
  blows: [400, 420, 410],
  meterId: 'mini-wright-1',
  scale: 'EU',
  bronchodilator: 'pre',
});

/** @param {string[]} tokens @param {string} path @param {(number: number) => unknown} bodyOf @returns {LoadRequest[]} */
export const creates = (tokens, path, bodyOf, count = CREATES) =>
  Array.from({ length: count }, (_, number) => ({
    method: 'POST',
    path,
    token: tokens[number % tokens.length] ?? '',
    body: bodyOf(number),
  }));

/** Each open dose once. @param {string[]} tokens @returns {LoadRequest[]} */
export const takings = (tokens) =>
  Array.from({ length: DOSES.open }, (_, row) =>
    tokens.map((token, member) => ({
      method: 'POST',
      path: `/v1/doses/${idOf('dose_slots', member, DOSES.answered + row)}/take`,
      token,
      body: {},
    })),
  ).flat();

export const BATCH_ROWS = 100;
/** @param {string[]} tokens @returns {LoadRequest[]} */
export const batches = (tokens) =>
  creates(
    tokens,
    '/v1/symptom-records/batch',
    (number) => ({
      items: Array.from({ length: BATCH_ROWS }, (_, index) => symptomRecord(number * BATCH_ROWS + index)),
    }),
    200,
  );

/** What a member shows a doctor of the month. @param {string[]} tokens @returns {LoadRequest[]} */
export const reportsOfMonth = (tokens) =>
  creates(tokens, '/v1/reports', () => ({ from: `${MONTH}-01`, to: `${MONTH}-30`, language: 'ko' }), 500);

/** More than a run sends: the same again would be told as duplicates. */
const PUSHES = 600;
/** Hundred creates of a device that was offline. @param {string[]} tokens @returns {LoadRequest[]} */
export const pushes = (tokens, count = PUSHES) =>
  creates(
    tokens,
    '/v1/sync',
    (number) => ({
      deviceId: randomUUID(),
      mutations: Array.from({ length: BATCH_ROWS }, (_, index) => ({
        mutationId: randomUUID(),
        kind: 'symptomRecords',
        op: 'create',
        id: randomUUIDv7(),
        fields: symptomRecord(number * BATCH_ROWS + index),
      })),
    }),
    count,
  );

/** How far a member's copy reaches once everything has been read. @param {string} origin @param {string} token */
async function readToTheEnd(origin, token, since = '') {
  for (let next = since; ;) {
    const path = `/v1/sync?limit=500${next === '' ? '' : `&since=${next}`}`;
    const response = await fetch(`${origin}${path}`, { headers: { Authorization: `Bearer ${token}` } });
    const page = await response.json();
    if (!page.more) return page.next;
    next = page.next;
  }
}

/**
 * Asks of devices that have everything already.
 * @param {string} origin @param {string[]} tokens @param {Map<number, string>} reached where the last call ended, by member
 * @returns {Promise<LoadRequest[]>}
 */
export async function pulls(origin, tokens, reached) {
  for (const [member, token] of tokens.entries()) {
    reached.set(member, await readToTheEnd(origin, token, reached.get(member)));
  }
  return tokens.map((token, member) => ({
    method: 'GET',
    path: `/v1/sync?since=${reached.get(member)}`,
    token,
  }));
}

/**
 * Reads that carry the tag of what the server last answered.
 * @param {string} origin @param {LoadRequest[]} requests
 */
export async function withTags(origin, requests) {
  const tagged = [];
  for (let start = 0; start < requests.length; start += 50) {
    const part = requests.slice(start, start + 50).map(async (request) => {
      const response = await fetch(`${origin}${request.path}`, {
        headers: { Authorization: `Bearer ${request.token}` },
      });
      await response.arrayBuffer();
      return { ...request, tag: response.headers.get('ETag') ?? '' };
    });
    tagged.push(...(await Promise.all(part)));
  }

  return tagged;
}
