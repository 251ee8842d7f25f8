import { expect, test } from 'vitest';

import { seoulDayOf } from './seoul-day.ts';

test('a day ends at midnight in Seoul, which is 15:00 UTC', () => {
  expect(seoulDayOf(new Date('2026-11-21T14:59:59.999Z'))).toBe('2026-11-21');
  expect(seoulDayOf(new Date('2026-11-21T15:00:00.000Z'))).toBe('2026-11-22');
});
