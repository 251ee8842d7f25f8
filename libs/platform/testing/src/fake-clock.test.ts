import { expect, test } from 'vitest';

import { createFakeClock } from './fake-clock.ts';

test('the clock stands still until it is moved', () => {
  const clock = createFakeClock('2026-01-01T00:00:00Z');
  const { now } = clock;
  expect(now().toISOString()).toBe('2026-01-01T00:00:00.000Z');

  clock.advance({ days: 1, hours: 1, minutes: 1, seconds: 1, milliseconds: 1 });
  expect(now().toISOString()).toBe('2026-01-02T01:01:01.001Z');

  clock.advance({ seconds: -1 });
  expect(now().toISOString()).toBe('2026-01-02T01:01:00.001Z');

  clock.set('2027-01-01T00:00:00Z');
  expect(now().toISOString()).toBe('2027-01-01T00:00:00.000Z');
});

test('a date that was given out does not move with the clock', () => {
  const clock = createFakeClock('2026-01-01T00:00:00Z');
  const before = clock.now();
  clock.advance({ days: 1 });

  expect(before.toISOString()).toBe('2026-01-01T00:00:00.000Z');
});
