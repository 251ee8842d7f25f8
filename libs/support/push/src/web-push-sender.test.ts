import { createPublicKey, verify } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { aPushMessage } from './testing/push-bench.ts';
import { openWebPush, testVapid, type WebPushBench } from './testing/web-push.bench.ts';
import { createWebPushSender } from './web-push-sender.ts';

const vapidClaims = z.object({ aud: z.string(), exp: z.number(), sub: z.string() });

let bench: WebPushBench;
beforeEach(async () => {
  bench = await openWebPush();
});
afterEach(() => bench.close());

const send = (endpoint = `https://localhost:${bench.port}/send/abc`) =>
  bench.sender.send(bench.targetAt(endpoint), aPushMessage());

describe('what the push service gets', () => {
  test('a topic, a time to live and an urgency stand in the headers, and the text is sealed', async () => {
    await send();
    const [request] = bench.requests;

    expect(request?.headers).toMatchObject({
      topic: aPushMessage().collapseKey,
      ttl: '1800',
      urgency: 'high',
      'content-encoding': 'aes128gcm',
    });
    expect(request?.body.includes('숨케어')).toBe(false);
  });

  test('the sender proves who it is to this push service alone, for at most a day (RFC 8292)', async () => {
    await send();
    const [, token = '', key] = /^vapid t=([^,]+), k=(\S+)$/.exec(
      bench.requests[0]?.headers.authorization ?? '',
    ) ?? [''];
    const [header = '', claims = '', signature = ''] = token.split('.');
    const point = Buffer.from(testVapid.publicKey, 'base64url');
    const x = point.toString('base64url', 1, 33);
    const y = point.toString('base64url', 33);
    const publicKey = createPublicKey({ key: { kty: 'EC', crv: 'P-256', x, y }, format: 'jwk' });
    const verifier = { key: publicKey, dsaEncoding: 'ieee-p1363' } as const;
    const signed = Buffer.from(`${header}.${claims}`);
    const { aud, exp, sub } = vapidClaims.parse(JSON.parse(Buffer.from(claims, 'base64url').toString()));

    expect(key).toBe(testVapid.publicKey);
    expect(verify('sha256', signed, verifier, Buffer.from(signature, 'base64url'))).toBe(true);
    expect([aud, sub]).toEqual([`https://localhost:${bench.port}`, testVapid.subject]);
    expect(exp).toBeLessThanOrEqual(Date.now() / 1_000 + 86_400);
  });
});

describe('answers', () => {
  test.each([
    [404, { outcome: 'token-gone' }],
    [413, { outcome: 'refused', reason: 'http-413' }],
    [403, { outcome: 'refused', reason: 'http-403' }],
    [500, { outcome: 'try-later', reason: 'http-500', retryAfterSeconds: null }],
  ])('%i', async (status, result) => {
    bench.answerWith({ status });

    expect(await send()).toEqual(result);
  });

  test('a redirect is not followed', async () => {
    bench.answerWith({ status: 307, headers: { location: `https://localhost:${bench.port}/inside` } });

    expect(await send()).toEqual({ outcome: 'refused', reason: 'http-307' });
    expect(bench.requests).toHaveLength(1);
  });
});

describe('addresses', () => {
  const asInProduction = () => createWebPushSender({ vapid: testVapid, now: () => new Date() });

  test.each([
    'https://127.0.0.1:PORT/x',
    'https://[::1]:PORT/x',
    'https://[::ffff:127.0.0.1]:PORT/x',
    // Other spellings of 127.0.0.1.
    'https://2130706433:PORT/x',
    'https://0x7f.1:PORT/x',
    'https://169.254.169.254/latest/meta-data',
    'https://10.0.0.1/x',
    // A name that leads there: judged when the connection is made.
    'https://localhost:PORT/x',
  ])('%s is refused by default, and no connection is made', async (endpoint) => {
    const sender = asInProduction();
    const target = bench.targetAt(endpoint.replace('PORT', String(bench.port)));
    const result = await sender.send(target, aPushMessage());
    await sender.close();

    expect(result).toEqual({ outcome: 'refused', reason: 'address-refused' });
    expect(bench.requests).toEqual([]);
  });

  test.each(['http://localhost:PORT/x', 'https://user:secret@localhost:PORT/x', 'file:///etc/passwd', 'x'])(
    '%s is no address of a push service, even if every host were allowed',
    async (endpoint) => {
      expect(await send(endpoint.replace('PORT', String(bench.port)))).toEqual({
        outcome: 'refused',
        reason: 'bad-subscription',
      });
      expect(bench.requests).toEqual([]);
    },
  );
});

test.each([
  ['no JSON', 'token'],
  ['no keys', '{"endpoint":"https://localhost/x"}'],
  [
    'a key that is no point on the curve',
    '{"endpoint":"https://localhost/x","keys":{"p256dh":"AAAA","auth":"AAAAAAAAAAAAAAAAAAAAAA"}}',
  ],
])('a subscription with %s is refused', async (_name, token) => {
  expect(await bench.sender.send({ kind: 'web', token }, aPushMessage())).toEqual({
    outcome: 'refused',
    reason: 'bad-subscription',
  });
});

test('a push service whose certificate nobody vouches for gets nothing', async () => {
  const sender = createWebPushSender({
    vapid: testVapid,
    now: () => new Date(),
    isAllowedAddress: () => true,
  });
  const result = await sender.send(bench.target, aPushMessage());
  await sender.close();

  expect(result).toMatchObject({ outcome: 'try-later', reason: 'connection-failed' });
  expect(bench.requests).toEqual([]);
});
