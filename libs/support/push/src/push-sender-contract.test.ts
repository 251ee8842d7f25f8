import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openFake } from './testing/fake.bench.ts';
import { openFcm } from './testing/fcm.bench.ts';
import { openLog } from './testing/log.bench.ts';
import {
  aPushMessage,
  type BenchAnswer,
  type PushBench,
  type PushBenchOptions,
  RETRY_AFTER_SECONDS,
} from './testing/push-bench.ts';
import { openWebPush } from './testing/web-push.bench.ts';

type Open = (options?: PushBenchOptions) => Promise<PushBench>;

const aShortCode: unknown = expect.stringMatching(/^[\w-]{1,40}$/);

let bench: PushBench;
const openBefore = (open: Open): void => {
  beforeEach(async () => {
    bench = await open();
  });
  afterEach(() => bench.close());
};
const send = (changes = {}) => bench.sender.send(bench.target, aPushMessage(changes));

describe.each<[string, Open]>([
  ['fcm', openFcm],
  ['web', openWebPush],
  ['log', openLog],
  ['fake', openFake],
])('%s', (_name, open) => {
  openBefore(open);

  test('a push is accepted, and taken once', async () => {
    expect(await send()).toMatchObject({ outcome: 'accepted' });
    expect(bench.taken()).toBe(1);
  });

  test.each([
    ['bad-collapse-key', { collapseKey: '' }],
    ['bad-collapse-key', { collapseKey: 'a'.repeat(33) }],
    ['bad-collapse-key', { collapseKey: 'no spaces' }],
    ['bad-ttl', { ttlSeconds: -1 }],
    ['bad-ttl', { ttlSeconds: 1.5 }],
    ['bad-ttl', { ttlSeconds: 2_419_201 }],
  ])('%s: %j is refused and nothing leaves', async (reason, changes) => {
    expect(await send(changes)).toEqual({ outcome: 'refused', reason });
    expect(bench.taken()).toBe(0);
  });

  test('a hundred at once all arrive, each once', async () => {
    const results = await Promise.all(
      Array.from({ length: 100 }, (_, index) => send({ collapseKey: `key-${index}` })),
    );

    expect(results.filter(({ outcome }) => outcome === 'accepted')).toHaveLength(100);
    expect(bench.taken()).toBe(100);
  });
});

describe.each<[string, Open]>([
  ['fcm', openFcm],
  ['web', openWebPush],
  ['fake', openFake],
])('%s with a device', (_name, open) => {
  openBefore(open);

  test('the device reads what was sent', async () => {
    await send();

    expect(bench.lastTaken()).toEqual(aPushMessage());
  });

  test('a push that need not wake the device says so', async () => {
    await send({ urgency: 'normal', ttlSeconds: 0 });

    expect(bench.lastTaken()).toMatchObject({ urgency: 'normal', ttlSeconds: 0 });
  });

  test('a device that is gone is told apart from a failure', async () => {
    bench.answerWith('gone');

    expect(await send()).toEqual({ outcome: 'token-gone' });
    expect(bench.taken()).toBe(0);
  });

  test('a provider with too much to do says when to come again', async () => {
    bench.answerWith('later');

    expect(await send()).toMatchObject({
      outcome: 'try-later',
      retryAfterSeconds: RETRY_AFTER_SECONDS,
      reason: aShortCode,
    });
  });

  test('a message that the provider does not take is refused for good', async () => {
    bench.answerWith('refused');

    expect(await send()).toMatchObject({
      outcome: 'refused',
      reason: aShortCode,
    });
  });
});

describe.each<[string, Open]>([
  ['fcm', openFcm],
  ['web', openWebPush],
])('%s over its network', (_name, open) => {
  openBefore(open);

  test('a Retry-After that is a date is read as seconds from now', async () => {
    bench.answerWith('later-by-date');
    // Within five seconds: the clock runs on, and a date has no milliseconds.
    const retryAfterSeconds: unknown = expect.closeTo(RETRY_AFTER_SECONDS, -1);

    expect(await send()).toMatchObject({ outcome: 'try-later', retryAfterSeconds });
  });

  test('a connection cut after the message was taken is tried again, and then succeeds', async () => {
    bench.answerWith('cut');
    const first = await send();
    bench.answerWith('accept');
    const second = await send();

    expect(first).toEqual({ outcome: 'try-later', retryAfterSeconds: null, reason: 'connection-failed' });
    expect(second.outcome).toBe('accepted');
    expect(bench.taken()).toBe(2);
  });

  test.each<BenchAnswer>(['garbage', 'oversize'])(
    'a %s answer is not believed, and later sends work',
    async (kind) => {
      bench.answerWith(kind);
      const first = await send();
      bench.answerWith('accept');

      expect(first).toMatchObject({ outcome: 'try-later', retryAfterSeconds: null });
      expect((await send()).outcome).toBe('accepted');
    },
  );

  test('a provider that never answers costs no more than the deadline', async () => {
    const impatient = await open({ deadlineMs: 1_000 });
    impatient.answerWith('silent');
    const result = await impatient.sender.send(impatient.target, aPushMessage());
    await impatient.close();

    expect(result).toEqual({ outcome: 'try-later', retryAfterSeconds: null, reason: 'timeout' });
  });

  test('a provider that is not there is tried again later', async () => {
    await bench.close();

    expect(await send()).toMatchObject({ outcome: 'try-later', retryAfterSeconds: null });
  });
});
