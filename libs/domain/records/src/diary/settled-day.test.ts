import { givenInstant } from '@soomcare/member-rows';
import fc from 'fast-check';
import { expect, test } from 'vitest';

import { settleDay } from './settled-day.ts';

const now = new Date('2026-03-10T03:00:00.000Z');

test('every instant that the contract lets in becomes UTC with milliseconds, or is refused', () => {
  const two = (max: number) => fc.integer({ min: 0, max }).map((n) => String(n).padStart(2, '0'));
  const texts = fc
    .tuple(
      fc.integer({ min: 0, max: 9999 }).map((year) => String(year).padStart(4, '0')),
      two(13),
      two(32),
      two(24),
      two(60),
      fc.constantFrom('', ':00', ':59', ':60', ':30.1', ':30.123456789', ':30,5'),
      fc.constantFrom('', 'Z', 'z', '+09:00', '-23:59', '+24:00', '+0900', '+09'),
    )
    .map(
      ([year, month, day, hour, minute, second, offset]) =>
        `${year}-${month}-${day}T${hour}:${minute}${second}${offset}`,
    );

  fc.assert(
    fc.property(texts, (text) => {
      const parsed = givenInstant.safeParse(text);
      if (!parsed.success) return;

      try {
        expect(settleDay(parsed.data, 'Asia/Seoul', now).instant).toMatch(
          /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/,
        );
      } catch (error) {
        expect((error as { code?: string }).code).toMatch(/^RECORD_(IN_FUTURE|TOO_OLD)$/);
      }
    }),
    { numRuns: 5_000 },
  );
});

test('the same instant in two spellings is one instant on one day', () => {
  const [seoul, utc] = ['2026-03-10T00:30:00+09:00', '2026-03-09T15:30:00.000Z'].map((text) =>
    settleDay(text, 'Asia/Seoul', now),
  );

  expect(seoul).toEqual(utc);
  expect(seoul).toEqual({
    instant: '2026-03-09T15:30:00.000Z',
    recordedOn: '2026-03-10',
    timeZone: 'Asia/Seoul',
  });
});
