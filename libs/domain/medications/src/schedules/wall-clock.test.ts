import { expect, test } from 'vitest';

import { isSameWallClock } from './wall-clock.ts';

const twoDaysFrom = (from: string) =>
  [new Date(from), new Date(Date.parse(from) + 48 * 60 * 60 * 1000)] as const;

test.each([
  ['Seoul and Tokyo', 'Asia/Seoul', 'Asia/Tokyo', '2026-03-10T03:00:00Z', true],
  ['Seoul and London', 'Asia/Seoul', 'Europe/London', '2026-03-10T03:00:00Z', false],
  ['London and Abidjan in winter', 'Europe/London', 'Africa/Abidjan', '2026-03-10T03:00:00Z', true],
  [
    'London and Abidjan on the eve of summer time',
    'Europe/London',
    'Africa/Abidjan',
    '2026-03-28T12:00:00Z',
    false,
  ],
  [
    'London and Lisbon over the change that both make',
    'Europe/London',
    'Europe/Lisbon',
    '2026-03-28T12:00:00Z',
    true,
  ],
])('%s', (_what, one, other, from, isSame) => {
  expect(isSameWallClock(one, other, ...twoDaysFrom(from))).toBe(isSame);
  expect(isSameWallClock(other, one, ...twoDaysFrom(from))).toBe(isSame);
});
