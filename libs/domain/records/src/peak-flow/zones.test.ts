import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { percentOfBest, worseZone, zoneOf, zones } from './zones.ts';

const litres = fc.integer({ min: 50, max: 900 });

describe('zoneOf', () => {
  test.each([
    [500, 'green'],
    [400, 'green'],
    [399, 'yellow'],
    [250, 'yellow'],
    [249, 'red'],
  ] as const)('of a best of 500, %i L/min is %s', (reading, zone) => {
    expect(zoneOf(reading, 500)).toBe(zone);
  });

  test('without a personal best there is no zone, not a green one', () => {
    expect(zoneOf(900, null)).toBeNull();
  });

  test('a higher reading is never in a worse zone', () => {
    fc.assert(
      fc.property(litres, litres, litres, (a, b, best) => {
        const rank = (reading: number) => zones.indexOf(zoneOf(reading, best) ?? 'red');
        expect(rank(Math.max(a, b))).toBeLessThanOrEqual(rank(Math.min(a, b)));
      }),
    );
  });

  test('the borders lie at exactly 80 and 50 % of whatever best', () => {
    fc.assert(
      fc.property(litres, (best) => {
        const greenFrom = Math.ceil((best * 8) / 10);
        const yellowFrom = Math.ceil(best / 2);

        expect(
          [greenFrom, greenFrom - 1, yellowFrom, yellowFrom - 1].map((each) => zoneOf(each, best)),
        ).toEqual(['green', 'yellow', 'yellow', 'red']);
      }),
    );
  });
});

describe('percentOfBest', () => {
  test('is floored, so that a yellow 79.8 % does not read as 80', () => {
    expect([percentOfBest(399, 500), percentOfBest(400, 500), percentOfBest(400, null)]).toEqual([
      79,
      80,
      null,
    ]);
  });

  test('agrees with the zone', () => {
    fc.assert(
      fc.property(litres, litres, (reading, best) => {
        const percent = percentOfBest(reading, best) ?? 0;
        expect([percent >= 80, percent < 50]).toEqual([
          zoneOf(reading, best) === 'green',
          zoneOf(reading, best) === 'red',
        ]);
      }),
    );
  });
});

test('of two zones the worse one counts, and none counts for nothing', () => {
  expect([
    worseZone('green', 'red'),
    worseZone('yellow', 'green'),
    worseZone(null, 'green'),
    worseZone(null, null),
  ]).toEqual(['red', 'yellow', 'green', null]);
});
