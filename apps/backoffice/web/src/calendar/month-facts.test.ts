import { expect, test } from 'vitest';

import type { CalendarDay } from '../api/api.ts';
import { dayAfterKey, factsOf, severityOf, weeksOf } from './month-facts.ts';

const day = (date: string, different: Partial<CalendarDay> = {}): CalendarDay => ({
  date,
  symptoms: null,
  peakFlow: null,
  spirometry: null,
  intakes: null,
  adherence: null,
  exposure: null,
  events: [],
  missing: [],
  ...different,
});
const event = { id: 'e1', kind: 'admission', startedOn: '2026-02-03', endedOn: '2026-02-04' } as const;

const february = Array.from({ length: 28 }, (_, index) =>
  day(`2026-02-${String(index + 1).padStart(2, '0')}`),
);

test('weeks begin on Sunday and are all whole', () => {
  expect(weeksOf(february, 0)).toHaveLength(4);
  const shifted = weeksOf(february, 3);
  expect(shifted).toHaveLength(5);
  expect(shifted.every((week) => week.length === 7)).toBe(true);
  expect(shifted[0]?.slice(0, 4).map((cell) => cell?.date ?? null)).toEqual([null, null, null, '2026-02-01']);
});

test('the month in brief counts days, and an event over two days once', () => {
  const intakes = { scheduled: 2, asNeeded: 1, preExercise: 0, puffsAsNeeded: 3, puffs: 7 };
  const facts = factsOf([
    day('2026-02-01', { peakFlow: { min: 410, max: 420, count: 2, zone: 'green', zoneAtRecord: 'green' } }),
    day('2026-02-02', { peakFlow: { min: 300, max: 300, count: 1, zone: null, zoneAtRecord: null } }),
    day('2026-02-03', { events: [event], symptoms: { worstSeverity: 3, nightWaking: true, none: false } }),
    day('2026-02-04', { events: [event], intakes }),
    day('2026-02-05'),
  ]);

  expect(facts).toEqual({
    zones: { green: 1, yellow: 0, red: 0, none: 4 },
    recorded: 4,
    relieverDays: 1,
    relieverPuffs: 3,
    nights: 1,
    severeDays: 1,
    events: 1,
  });
});

test('a severity outside the scale shows as the nearest on it', () => {
  expect([-1, 0, 2, 3, 9].map(severityOf)).toEqual([0, 0, 2, 3, 3]);
});

test('keys move inside the month', () => {
  expect(
    ['ArrowRight', 'ArrowDown', 'ArrowLeft', 'ArrowUp', 'Home', 'End', 'a'].map((key) =>
      dayAfterKey(key, 3, 28),
    ),
  ).toEqual([4, 10, 2, 3, 0, 27, null]);
});
