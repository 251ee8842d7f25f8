import { expect, test } from 'vitest';

import { clockText, remainingOf } from './remaining.ts';

const grant = { grantedAt: '2026-01-01T00:00:00.000Z', expiresAt: '2026-01-01T00:20:00.000Z' };
const at = (time: string) => Date.parse(`2026-01-01T00:${time}.000Z`);

test('a grant runs down to nothing and no further', () => {
  expect(remainingOf(grant, at('00:00'))).toEqual({ leftMs: 1_200_000, share: 1 });
  expect(remainingOf(grant, at('15:00'))).toEqual({ leftMs: 300_000, share: 0.25 });
  expect(remainingOf(grant, at('21:00'))).toEqual({ leftMs: 0, share: 0 });
});

test('a clock that runs behind the server shows the whole box, not more', () => {
  expect(remainingOf(grant, Date.parse('2025-12-31T23:59:00.000Z')).share).toBe(1);
});

test('the clock shows minutes and seconds', () => {
  expect([1_200_000, 61_000, 9_100, 0].map(clockText)).toEqual(['20:00', '01:01', '00:10', '00:00']);
});
