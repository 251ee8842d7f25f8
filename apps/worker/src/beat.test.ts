import { createLogger } from '@soomcare/observability';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { createBeat } from './beat.ts';

let lines: string[] = [];
const logger = createLogger({
  level: 'info',
  name: 'test',
  destination: { write: (line) => lines.push(line) },
});
const messages = () => lines.map((line) => (JSON.parse(line) as { msg: string }).msg);

beforeEach(() => {
  lines = [];
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Begins on a whole second, and counts how often it is called. */
const startBeat = (answer: () => Promise<boolean>) => {
  vi.setSystemTime(new Date('2026-11-21T00:00:00.000Z'));
  const work = vi.fn(answer);
  const beat = createBeat({ name: 'test', expression: '* * * * * *', work, logger });
  beat.start();

  return { work, stop: beat.stop };
};
const seconds = (count: number) => vi.advanceTimersByTimeAsync(count * 1_000);

test('the work is done at the start and on each second', async () => {
  const { work, stop } = startBeat(() => Promise.resolve(false));
  expect(work).toHaveBeenCalledTimes(1);

  await seconds(3);
  expect(work).toHaveBeenCalledTimes(4);

  await stop();
  await seconds(3);
  expect(work).toHaveBeenCalledTimes(4);
});

test('a beat that comes while the work is still going on begins no second one', async () => {
  const first = Promise.withResolvers<boolean>();
  const { work, stop } = startBeat(() => first.promise);

  await seconds(3);
  expect(work).toHaveBeenCalledTimes(1);

  first.resolve(false);
  await seconds(1);
  expect(work).toHaveBeenCalledTimes(2);
  await stop();
});

test('an outage is logged once, and so is its end', async () => {
  const answers = [new Error('away'), new Error('away'), false, false];
  const { stop } = startBeat(() => {
    const answer = answers.shift() ?? false;

    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  });

  await seconds(4);
  await stop();

  expect(messages()).toEqual(['does not get on and goes on trying', 'works again']);
});
