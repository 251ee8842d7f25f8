import { isDeepStrictEqual } from 'node:util';
import { Problem } from '../infra/services/messages.js';
import { ACCOUNTS, emailOf, PASSWORD } from './population.js';
import {
  adherenceOfMonth,
  calendarMonth,
  calendarMonthWithDoses,
  creates,
  dosesOfDay,
  insightsOfMonth,
  monthList,
  peakFlow,
  pulls,
  pushes,
  reads,
  readsByKey,
  reportsOfMonth,
  symptomRecord,
  takings,
} from './requests.js';

/** @param {string} origin @param {import('./wrk.js').LoadRequest} request */
async function send(origin, { method, path, token, body }) {
  const response = await fetch(`${origin}${path}`, {
    method,
    headers: {
      ...(token ? { Authorization: `Bearer ${token}` } : {}),
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();

  return { status: response.status, body: text === '' ? null : JSON.parse(text), headers: response.headers };
}

/** Two writes differ in what is new each time, and two servers in how they name a place in the feed of changes. */
const news = [
  ...['id', 'mutationId', 'next', 'createdAt', 'updatedAt', 'takenAt', 'answeredAt', 'documentSha256'],
];
const withoutNews = (/** @type {unknown} */ body) =>
  JSON.parse(JSON.stringify(body, (key, value) => (news.includes(key) ? undefined : value)));

/**
 * Whether the product's answer says all that the reference's does, and nothing else of it. The reference is frozen, so
 * an object of the product may have got more keys since: that is work the product does on top.
 * @param {any} theirs @param {any} ours @returns {boolean}
 */
const isWithin = (theirs, ours) => {
  if (typeof theirs !== 'object' || theirs === null) return Object.is(theirs, ours);
  if (Array.isArray(theirs) && theirs.length !== ours?.length) return false;

  return Object.entries(theirs).every(([key, value]) => isWithin(value, ours?.[key]));
};

/** @param {import('./wrk.js').LoadRequest[]} ours @param {import('./wrk.js').LoadRequest[]} theirs */
const pairs = (ours, theirs) => ours.map((each, index) => [each, theirs[index]]);

/**
 * A ratio says something only where both give the same answer to the same request.
 * @param {string} product @param {string} reference @param {string[]} tokens
 * @param {() => Promise<void>} reopenDoses so that both can take the same one
 */
export async function requireTwins(product, reference, tokens, reopenDoses) {
  const some = tokens.slice(0, 3);
  const alike = [
    ...reads(some, monthList),
    ...reads(some, insightsOfMonth),
    ...reads(some, calendarMonth),
    ...reads(some, dosesOfDay),
    ...reads(some, adherenceOfMonth),
    ...readsByKey(some, 'symptom_records').slice(0, 3),
    ...readsByKey(some, 'peak_flows').slice(0, 3),
    ...creates(some, '/v1/symptom-records', symptomRecord, 2),
    ...creates(some, '/v1/peak-flows', peakFlow, 2),
    ...takings(some).slice(0, 2),
    ...reportsOfMonth(some).slice(0, 2),
  ];
  // Before anything is written: each server has its own word for how far a copy reaches.
  const pulled = pairs(await pulls(product, some, new Map()), await pulls(reference, some, new Map()));
  // No row is pushed twice.
  const pushed = pairs(pushes(some, 1), pushes(some, 1));
  const months = pairs(reads(some, calendarMonth), reads(some, calendarMonthWithDoses));
  for (const [request, twin] of [...pulled, ...pairs(alike, alike), ...months, ...pushed]) {
    await reopenDoses();
    const ours = await send(product, request);
    await reopenDoses();
    const theirs = await send(reference, twin);
    const isRead = request.method === 'GET' && !request.path.startsWith('/v1/sync');
    const [their, our] = isRead ? [theirs.body, ours.body] : [theirs.body, ours.body].map(withoutNews);
    if (ours.status === theirs.status && isWithin(their, our)) continue;

    throw new Problem(
      `${request.method} ${request.path}: the product and the reference answer differently.`,
      {
        details: [ours, theirs]
          .map(({ status, body }) => `${status} ${JSON.stringify(body).slice(0, 1_500)}`)
          .join('\n'),
      },
    );
  }
}

/** Goal P4 holds only if a log-out bites on the very next request, whatever is remembered. @param {string} product */
export async function requireRevocation(product) {
  const credentials = { email: emailOf(ACCOUNTS - 1), password: PASSWORD };
  const logIn = await send(product, { method: 'POST', path: '/v1/auth/sessions', body: credentials });
  const token = logIn.body?.accessToken;
  const read = () => send(product, { method: 'GET', path: monthList, token });
  const before = [(await read()).status, (await read()).status];
  const logOut = await send(product, { method: 'DELETE', path: '/v1/auth/sessions/current', token });
  const after = (await read()).status;
  const seen = [logIn.status, ...before, logOut.status, after];
  if (isDeepStrictEqual(seen, [201, 200, 200, 204, 401])) return;

  throw new Problem(
    `A log-out did not bite at once: ${seen.join(' → ')} instead of 201 → 200 → 200 → 204 → 401.`,
  );
}
