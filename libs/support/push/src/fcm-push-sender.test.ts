import { createFakeClock, createTestServiceAccount } from '@soomcare/testing';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createFcmPushSender } from './fcm-push-sender.ts';
import { openFcm } from './testing/fcm.bench.ts';
import { aPushMessage } from './testing/push-bench.ts';

const clock = createFakeClock('2026-01-01T00:00:00Z');
let bench: Awaited<ReturnType<typeof openFcm>>;
beforeEach(async () => {
  clock.set('2026-01-01T00:00:00Z');
  bench = await openFcm({ now: clock.now });
});
afterEach(() => bench.close());

const send = () => bench.sender.send(bench.target, aPushMessage());

test('each platform is told its own way that a repeat replaces, and when the push is too old', async () => {
  await send();
  const { collapseKey } = aPushMessage();

  expect(bench.double.lastMessage()).toMatchObject({
    android: {
      collapse_key: collapseKey,
      ttl: '1800s',
      priority: 'HIGH',
      notification: { tag: collapseKey },
    },
    apns: {
      headers: {
        'apns-collapse-id': collapseKey,
        'apns-expiration': String(Date.parse('2026-01-01T00:30:00Z') / 1_000),
        'apns-priority': '10',
      },
    },
    webpush: { headers: { TTL: '1800', Topic: collapseKey, Urgency: 'high' } },
  });
});

test('a push that is urgent is heard, another one is not', async () => {
  await send();
  expect(bench.double.lastMessage()).toMatchObject({
    android: { notification: { sound: 'default' } },
    apns: { payload: { aps: { sound: 'default' } } },
  });

  await bench.sender.send(bench.target, aPushMessage({ urgency: 'normal' }));
  expect(JSON.stringify(bench.double.lastMessage())).not.toContain('sound');
});

test('a repeat after a lost answer shows once on the device', async () => {
  bench.answerWith('cut');
  await send();
  bench.answerWith('accept');
  await send();

  expect(bench.double.stats()).toMatchObject({ accepted: 2, shown: 1, shownTwice: 0, repeats: 1 });
});

test('a hundred first sends at once ask for one access token', async () => {
  await Promise.all(Array.from({ length: 100 }, send));

  expect(bench.double.stats()).toMatchObject({ accessTokens: 1, accepted: 100 });
});

test('an access token is used until five minutes before its end', async () => {
  await send();
  clock.advance({ minutes: 54 });
  await send();
  expect(bench.double.stats().accessTokens).toBe(1);

  clock.advance({ minutes: 1 });
  await send();
  expect(bench.double.stats()).toMatchObject({ accessTokens: 2, accepted: 3, unauthenticated: 0 });
});

test('an access token that was withdrawn is renewed once, however many sends it fails', async () => {
  await send();
  bench.double.revokeAccessTokens();
  const results = await Promise.all(Array.from({ length: 20 }, send));

  expect(results.every(({ outcome }) => outcome === 'accepted')).toBe(true);
  expect(bench.double.stats().accessTokens).toBe(2);
});

test('an access token that is refused again is no endless loop', async () => {
  // Two doubles: one gives tokens that the other does not know.
  const other = await openFcm({ now: clock.now });
  const sender = createFcmPushSender({
    account: other.double.account,
    tokenBaseUrl: other.double.url,
    messagesBaseUrl: bench.double.url,
    now: clock.now,
  });
  const result = await sender.send(bench.target, aPushMessage());
  await Promise.all([sender.close(), other.close()]);

  expect(result).toMatchObject({ outcome: 'try-later', reason: 'UNAUTHENTICATED' });
  expect(other.double.stats().accessTokens).toBe(2);
  expect(bench.double.stats().unauthenticated).toBe(2);
});

test.each([
  ['another key', () => ({ account: createTestServiceAccount() })],
  ['a clock that is an hour and more behind', () => ({ now: () => new Date('2025-12-31T22:00:00Z') })],
])('%s gets no access token, and the push can be tried again', async (_name, changes) => {
  const { account, url } = bench.double;
  const sender = createFcmPushSender({
    account,
    tokenBaseUrl: url,
    messagesBaseUrl: url,
    now: clock.now,
    ...changes(),
  });
  const result = await sender.send(bench.target, aPushMessage());
  await sender.close();

  expect(result).toEqual({ outcome: 'try-later', retryAfterSeconds: null, reason: 'access-token-400' });
  expect(bench.double.stats().requests).toBe(0);
});

test('a token endpoint that is not there is tried again with the next push', async () => {
  const { account, url } = bench.double;
  const sender = createFcmPushSender({
    account,
    // Nothing listens on the discard port.
    tokenBaseUrl: 'http://127.0.0.1:9',
    messagesBaseUrl: url,
    now: clock.now,
  });
  const result = await sender.send(bench.target, aPushMessage());
  await sender.close();

  expect(result).toMatchObject({ outcome: 'try-later', reason: 'access-token-connection-failed' });
});

test('a token of another form is refused and keeps its place', async () => {
  const result = await bench.sender.send({ kind: 'fcm', token: 'not a token' }, aPushMessage());

  expect(result).toEqual({ outcome: 'refused', reason: 'INVALID_ARGUMENT' });
});
