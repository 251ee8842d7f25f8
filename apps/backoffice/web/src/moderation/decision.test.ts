import { expect, test } from 'vitest';

import { isClaimOver } from './claim.ts';
import { daysOf, durationsOf, endOf } from './decision.ts';

const now = Date.parse('2026-11-21T12:00:00Z');

test('a restriction always ends, a ban may stay, and nothing else has a duration', () => {
  expect(durationsOf('restrict')).not.toContain('forever');
  expect(durationsOf('ban')).toContain('forever');
  expect(['dismiss', 'warn', 'hide'].flatMap((decision) => durationsOf(decision as 'warn'))).toEqual([]);
});

test('days are sent only with what has an end', () => {
  expect(daysOf('restrict', '7')).toEqual({ days: 7 });
  expect(daysOf('ban', 'forever')).toEqual({});
  expect(daysOf('restrict', 'forever')).toEqual({});
  expect(daysOf('warn', '7')).toEqual({});
  expect(endOf('ban', '3', now)).toBe('2026-11-24T12:00:00.000Z');
  expect(endOf('ban', 'forever', now)).toBeNull();
});

test('a report that somebody left is free again after half an hour', () => {
  expect(isClaimOver('2026-11-21T11:29:59Z', now)).toBe(true);
  expect(isClaimOver('2026-11-21T11:31:00Z', now)).toBe(false);
});
