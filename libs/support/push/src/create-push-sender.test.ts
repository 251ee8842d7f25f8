import { createLogger } from '@soomcare/observability';
import { afterEach, expect, test } from 'vitest';
import { createPushSender, type PushSenderDeps } from './create-push-sender.ts';
import { type PushSender, type PushTarget } from './push-sender.ts';
import { openFcm } from './testing/fcm.bench.ts';
import { aPushMessage } from './testing/push-bench.ts';
import { testVapid } from './testing/web-push.bench.ts';

const fcm: PushTarget = { kind: 'fcm', token: 'device-0001' };
const web: PushTarget = { kind: 'web', token: '{}' };

let lines: string[] = [];
const toClose: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(toClose.map((close) => close()));
  toClose.length = 0;
  lines = [];
});

const createSender = (deps: Partial<PushSenderDeps>): PushSender => {
  const logger = createLogger({
    level: 'info',
    name: 'worker',
    destination: { write: (line) => lines.push(line) },
  });
  const sender = createPushSender({ withoutProvider: 'refuse', logger, now: () => new Date(), ...deps });
  toClose.push(sender.close);

  return sender;
};

test('without a provider a push for real members is refused, and says that pushes are off', async () => {
  const sender = createSender({});

  expect(await sender.send(fcm, aPushMessage())).toEqual({ outcome: 'refused', reason: 'push-off' });
  expect(await sender.send(web, aPushMessage())).toEqual({ outcome: 'refused', reason: 'push-off' });
  expect(lines).toEqual([]);
});

test('without a provider a push in development is a line in the log', async () => {
  const sender = createSender({ withoutProvider: 'log' });

  expect(await sender.send(fcm, aPushMessage())).toEqual({ outcome: 'accepted', providerId: null });
  expect(lines).toHaveLength(1);
});

test('each kind of target goes to its own provider', async () => {
  const { double, close } = await openFcm();
  toClose.push(close);
  const { account, url } = double;
  const sender = createSender({
    fcm: { account, tokenBaseUrl: url, messagesBaseUrl: url },
    web: testVapid,
  });

  expect(await sender.send(fcm, aPushMessage())).toMatchObject({ outcome: 'accepted' });
  expect(await sender.send(web, aPushMessage())).toEqual({ outcome: 'refused', reason: 'bad-subscription' });
  expect(double.stats().accepted).toBe(1);
});
