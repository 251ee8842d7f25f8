import { describe, expect, test } from 'vitest';

import { bestOn, type BestOfMeter } from './best-on.ts';

const best = (different: Partial<BestOfMeter>): BestOfMeter => ({
  meterId: 'a',
  scale: 'EU',
  litresPerMinute: 500,
  validFrom: '2026-01-01',
  ...different,
});
const reading = { meterId: 'a', scale: 'EU', recordedOn: '2026-03-01' } as const;

describe('bestOn', () => {
  test('a changed meter does not use the old one’s best', () => {
    expect(bestOn([best({})], { ...reading, meterId: 'b' })).toBeNull();
    expect(bestOn([best({})], { ...reading, meterId: null })).toBeNull();
  });

  test('scales are not mixed', () => {
    expect(bestOn([best({ scale: 'WRIGHT' })], reading)).toBeNull();
    expect(bestOn([best({})], { ...reading, scale: 'UNKNOWN' })).toBeNull();
  });

  test('a best without a scale holds for whatever scale its meter has', () => {
    expect(bestOn([best({ scale: null })], reading)).toBe(500);
  });

  test('it holds from its first day on and not before', () => {
    const series = [best({ validFrom: '2026-03-01' })];

    expect(bestOn(series, reading)).toBe(500);
    expect(bestOn(series, { ...reading, recordedOn: '2026-02-28' })).toBeNull();
  });

  test('the newest that was valid on the day counts, also when it is lower', () => {
    const series = [
      best({ validFrom: '2026-04-01', litresPerMinute: 520 }),
      best({ validFrom: '2026-02-01', litresPerMinute: 450 }),
      best({ validFrom: '2026-01-01', litresPerMinute: 500 }),
    ];

    expect(bestOn(series, reading)).toBe(450);
  });
});
