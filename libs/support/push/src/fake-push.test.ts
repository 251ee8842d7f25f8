import { expect, test } from 'vitest';
import { createFakePush } from './fake-push.ts';
import { type PushTarget } from './push-sender.ts';
import { aPushMessage } from './testing/push-bench.ts';

const target: PushTarget = { kind: 'fcm', token: 'device-1' };

test('the fake remembers what it accepted, and the newest to a device', async () => {
  const push = createFakePush();
  await push.send(target, aPushMessage({ title: 'first' }));
  await push.send({ ...target, token: 'device-2' }, aPushMessage({ title: 'elsewhere' }));
  await push.send(target, aPushMessage({ title: 'second' }));

  expect(push.sent).toHaveLength(3);
  expect(push.lastTo('device-1').title).toBe('second');
  expect(() => push.lastTo('device-3')).toThrow('no push');
});

test('told answers are given once each, in order, and what they refuse is not remembered', async () => {
  const push = createFakePush();
  push.answerNext({ outcome: 'refused', reason: 'x' }, { outcome: 'token-gone' });

  expect(await push.send(target, aPushMessage())).toEqual({ outcome: 'refused', reason: 'x' });
  expect(await push.send(target, aPushMessage())).toEqual({ outcome: 'token-gone' });
  expect(push.sent).toEqual([]);
  expect(await push.send(target, aPushMessage())).toEqual({ outcome: 'accepted', providerId: 'fake-1' });
});

test('after a clear everything is as new', async () => {
  const push = createFakePush();
  push.removeDevice(target.token);
  push.answerNext({ outcome: 'refused', reason: 'x' });
  push.clear();
  await push.send(target, aPushMessage());

  expect(push.sent).toHaveLength(1);
});
