import { spawn } from 'node:child_process';
import { sign } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { createTestServiceAccount } from './fcm-double-account.ts';
import { type FcmDouble, startFcmDouble } from './fcm-double.ts';
import { createFakeClock } from './fake-clock.ts';

const account = createTestServiceAccount();
const clock = createFakeClock('2026-01-01T00:00:00Z');
const nowSeconds = Date.parse('2026-01-01T00:00:00Z') / 1_000;
const SCOPE = 'https://www.googleapis.com/auth/firebase.messaging';

let double: FcmDouble;
beforeEach(async () => {
  clock.set('2026-01-01T00:00:00Z');
  double = await startFcmDouble({ account, now: clock.now });
});
afterEach(() => double.close());

const json = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

const assertion = (claims: object = {}, header: object = {}, privateKey = account.privateKey): string => {
  const signed = [
    json({ alg: 'RS256', typ: 'JWT', ...header }),
    json({
      iss: account.clientEmail,
      scope: SCOPE,
      aud: `${double.url}/token`,
      iat: nowSeconds,
      exp: nowSeconds + 3_600,
      ...claims,
    }),
  ].join('.');

  return `${signed}.${sign('RSA-SHA256', Buffer.from(signed), privateKey).toString('base64url')}`;
};

const askForToken = (assertionText: string, grantType = 'urn:ietf:params:oauth:grant-type:jwt-bearer') =>
  fetch(`${double.url}/token`, {
    method: 'POST',
    body: new URLSearchParams({ grant_type: grantType, assertion: assertionText }),
  });

const aToken = async (): Promise<string> => {
  const answer = await askForToken(assertion());

  return z.object({ access_token: z.string() }).parse(await answer.json()).access_token;
};

const aMessage = (changes: object = {}): object => ({
  token: 'device-0001',
  notification: { title: 'title', body: 'body' },
  data: { kind: 'dose' },
  android: { collapse_key: 'k1', ttl: '1800s', priority: 'HIGH' },
  ...changes,
});

const post = (accessToken: string, message: object, project = account.projectId) =>
  fetch(`${double.url}/v1/projects/${project}/messages:send`, {
    method: 'POST',
    headers: { authorization: `Bearer ${accessToken}` },
    body: JSON.stringify({ message }),
  });

describe('the token endpoint', () => {
  test('gives a token for an assertion of the account, and the token works for an hour', async () => {
    const token = await aToken();
    expect((await post(token, aMessage())).status).toBe(200);

    clock.advance({ hours: 1 });
    expect((await post(token, aMessage())).status).toBe(401);
    expect(double.stats()).toMatchObject({ accessTokens: 1, requests: 2, accepted: 1, unauthenticated: 1 });
  });

  test.each<[string, () => string]>([
    ['a key of another account', () => assertion({}, {}, createTestServiceAccount().privateKey)],
    ['no algorithm', () => assertion({}, { alg: 'none' })],
    ['another account', () => assertion({ iss: 'someone@example.com' })],
    ['another audience', () => assertion({ aud: 'https://oauth2.googleapis.com/token' })],
    ['another scope', () => assertion({ scope: 'https://www.googleapis.com/auth/drive' })],
    ['an end in the past', () => assertion({ iat: nowSeconds - 7_200, exp: nowSeconds - 3_600 })],
    ['a beginning in the future', () => assertion({ iat: nowSeconds + 600, exp: nowSeconds + 1_200 })],
    ['more than an hour', () => assertion({ exp: nowSeconds + 3_601 })],
    ['no signature', () => assertion().replace(/\.[^.]+$/, '.')],
    ['no JWT', () => 'text'],
  ])('refuses an assertion with %s', async (_name, make) => {
    const answer = await askForToken(make());

    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ error: 'invalid_grant' });
  });

  test('refuses another grant type', async () => {
    expect((await askForToken(assertion(), 'client_credentials')).status).toBe(400);
  });
});

describe('messages:send', () => {
  test.each<[string, object]>([
    ['a field that FCM does not know', aMessage({ collapseKey: 'k' })],
    ['a field that android does not know', aMessage({ android: { collapseKey: 'k' } })],
    ['a ttl without its s', aMessage({ android: { ttl: '1800' } })],
    ['a ttl over four weeks', aMessage({ android: { ttl: '2419201s' } })],
    ['a collapse key of 65 bytes', aMessage({ android: { collapse_key: 'k'.repeat(65) } })],
    [
      'a collapse id of 22 Korean characters',
      aMessage({ apns: { headers: { 'apns-collapse-id': '가'.repeat(22) } } }),
    ],
    ['an APNs header that is no string', aMessage({ apns: { headers: { 'apns-expiration': 1 } } })],
    ['a topic of 33 characters', aMessage({ webpush: { headers: { Topic: 'k'.repeat(33) } } })],
    ['data that is no string', aMessage({ data: { count: 1 } })],
    ['a reserved word in data', aMessage({ data: { 'google.id': 'x' } })],
    ['more than 4,096 bytes', aMessage({ data: { text: 'x'.repeat(4_096) } })],
    ['no device', aMessage({ token: undefined })],
    ['a device of another form', aMessage({ token: 'no spaces' })],
  ])('refuses %s', async (_name, message) => {
    const answer = await post(await aToken(), message);

    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ error: { status: 'INVALID_ARGUMENT' } });
    expect(double.stats()).toMatchObject({ accepted: 0, invalid: 1 });
  });

  test('knows only the project of the account', async () => {
    expect((await post(await aToken(), aMessage(), 'another-project')).status).toBe(404);
  });
});

describe('what a member sees', () => {
  test('the same key within its ttl shows once, and again after it', async () => {
    const token = await aToken();
    await post(token, aMessage());
    clock.advance({ minutes: 29 });
    await post(token, aMessage());
    expect(double.stats()).toMatchObject({ accepted: 2, shown: 1, shownTwice: 0, repeats: 1 });

    clock.advance({ minutes: 30, milliseconds: 1 });
    await post(await aToken(), aMessage());
    expect(double.stats()).toMatchObject({ accepted: 3, shown: 1, shownTwice: 1, repeats: 2 });
    expect([...double.arrivals()]).toMatchObject([
      { token: 'device-0001', collapseKey: 'k1', firstAt: nowSeconds * 1_000, arrivals: 3, shown: 2 },
    ]);
  });

  test('another key, another device, or no key at all shows beside it', async () => {
    const token = await aToken();
    await post(token, aMessage());
    await post(token, aMessage({ token: 'device-0002' }));
    await post(token, aMessage({ android: { collapse_key: 'k2' } }));
    await post(token, aMessage({ android: {} }));
    await post(token, aMessage({ android: {} }));

    expect(double.stats()).toMatchObject({ shown: 5, repeats: 0 });
  });
});

describe('faults', () => {
  test('a cut connection has taken the message; a silent one has not', async () => {
    const token = await aToken();
    double.setForToken('device-0001', 'cut');
    await expect(post(token, aMessage())).rejects.toThrow();
    double.setForToken('device-0001', 'silent');
    const silent = post(token, aMessage());
    await expect.poll(() => double.stats().faults.silent).toBe(1);
    const ended = expect(silent).rejects.toThrow();
    await double.close();
    await ended;

    expect(double.stats()).toMatchObject({ accepted: 1, faults: { cut: 1, silent: 1 } });
  });

  test('a slow answer comes, and a device without a fault is served meanwhile', async () => {
    const token = await aToken();
    double.setForToken('device-0001', 'slow');
    const slow = post(token, aMessage());
    expect((await post(token, aMessage({ token: 'device-0002' }))).status).toBe(200);
    expect((await slow).status).toBe(200);
  });

  test('ratios hit as many sends as they say, and each is counted', async () => {
    let turn = 0;
    await double.close();
    double = await startFcmDouble({
      account,
      ratios: { quota: 0.05, unregistered: 0.05 },
      now: clock.now,
      random: () => (turn++ % 20) / 20,
    });
    const token = await aToken();
    const statuses = [];
    for (let sent = 0; sent < 40; sent += 1) statuses.push((await post(token, aMessage())).status);

    expect(statuses.filter((status) => status === 429)).toHaveLength(2);
    expect(statuses.filter((status) => status === 404)).toHaveLength(2);
    expect(double.stats()).toMatchObject({ accepted: 36, faults: { quota: 2, unregistered: 2 } });
  });
});

test('as a program it writes its key file, answers over HTTP, takes faults and ends when told', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'soomcare-fcm-'));
  const keyFile = join(folder, 'key.json');
  const program = new URL('fcm-double-main.ts', import.meta.url).pathname;
  const child = spawn(process.execPath, [program, '--key-file', keyFile], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  const lines: unknown[] = await once(child.stdout.setEncoding('utf8'), 'data');
  const url = String(lines[0]).trim();
  const key: unknown = JSON.parse(readFileSync(keyFile, 'utf8'));
  const ratios = (body: object) => fetch(`${url}/faults`, { method: 'PUT', body: JSON.stringify(body) });

  expect(key).toMatchObject({ type: 'service_account', project_id: 'soomcare-test' });
  expect((await ratios({ quota: 0.5 })).status).toBe(200);
  await expect(ratios({ flood: 0.5 })).rejects.toThrow();
  expect(await (await fetch(`${url}/stats`)).json()).toMatchObject({ accepted: 0, faults: { quota: 0 } });
  expect(await (await fetch(`${url}/arrivals`)).text()).toBe('');
  child.kill('SIGTERM');
  expect(await ended).toEqual([0, null]);
  rmSync(folder, { recursive: true });
});
