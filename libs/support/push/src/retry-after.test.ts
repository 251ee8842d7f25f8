import { expect, test } from 'vitest';
import { retryAfterSeconds } from './retry-after.ts';

const now = new Date('2026-01-01T00:00:00Z');

test.each([
  ['120', 120],
  ['0', 0],
  ['Thu, 01 Jan 2026 00:01:30 GMT', 90],
  ['Wed, 31 Dec 2025 23:59:00 GMT', 0],
  ['99999999999', 86_400],
  ['Fri, 01 Jan 2027 00:00:00 GMT', 86_400],
  ['soon', null],
  ['', null],
  [undefined, null],
])('Retry-After: %s is %s seconds', (header, seconds) => {
  expect(retryAfterSeconds(header, now)).toBe(seconds);
});
