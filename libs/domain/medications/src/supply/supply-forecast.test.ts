import { expect, test } from 'vitest';

import {
  isOveruseCounted,
  relieverYear,
  type SupplyChange,
  type SupplyFacts,
  supplyForecast,
} from './supply-forecast.ts';

const NOW = new Date('2026-03-10T03:00:00.000Z');

const daysAgo = (days: number) => new Date(NOW.getTime() - days * 24 * 60 * 60 * 1000).toISOString();

const anEvent = (kind: SupplyChange['kind'], doses: number, days: number): SupplyChange => ({
  kind,
  doses,
  occurredAt: daysAgo(days),
});
const puffs = (count: number, days: number) => ({
  takenAt: daysAgo(days),
  puffs: count,
  amountHundredths: null,
  purpose: 'as_needed' as const,
});
const forecast = (different: Partial<SupplyFacts>) =>
  supplyForecast({
    events: [anEvent('refill', 200, 30)],
    intakes: [],
    plannedHundredths: 0,
    isEnding: false,
    now: NOW,
    today: '2026-03-10',
    ...different,
  });

test('before a refill or correction nothing is known but the rate', () => {
  expect(forecast({ events: [anEvent('priming', 4, 1)], plannedHundredths: 5_600 })).toEqual({
    remaining: null,
    dosesPerDay: 4,
    basis: 'schedule',
    daysLeft: null,
    runsOutOn: null,
    notice: false,
    lastRefillAt: null,
  });
});

test('what is left is the device less puffs and primings since the refill', () => {
  const events = [anEvent('refill', 200, 30), anEvent('priming', 4, 30 - 1e-4)];

  expect(forecast({ events, intakes: [puffs(50, 31), puffs(2, 29), puffs(2, 1)] })).toMatchObject({
    remaining: 192,
    lastRefillAt: daysAgo(30),
  });
});

test('a correction counts from what the counter shows', () => {
  const events = [anEvent('refill', 200, 30), anEvent('priming', 4, 29), anEvent('correction', 57, 10)];

  expect(forecast({ events, intakes: [puffs(20, 20), puffs(7, 5)] })).toMatchObject({ remaining: 50 });
});

test('a forgotten refill leaves nothing, not less', () => {
  expect(forecast({ events: [anEvent('refill', 2, 30)], intakes: [puffs(9, 3)] })).toMatchObject({
    remaining: 0,
    daysLeft: 0,
    runsOutOn: '2026-03-10',
    notice: true,
  });
});

test('at the planned rate of four puffs a day 60 doses last 15 days, 59 are noticed', () => {
  const planned = (doses: number) =>
    forecast({ events: [anEvent('refill', doses, 0.1)], plannedHundredths: 14 * 400, intakes: [] });

  expect(planned(60)).toMatchObject({
    basis: 'schedule',
    daysLeft: 15,
    runsOutOn: '2026-03-25',
    notice: false,
  });
  expect(planned(59)).toMatchObject({ daysLeft: 14, runsOutOn: '2026-03-24', notice: true });
});

test('an inhaler that is maintenance and reliever lasts by its plan and by what was taken beside it', () => {
  const planned = { ...puffs(20, 2), purpose: 'scheduled' as const };
  const events = [anEvent('refill', 60, 3)];

  expect(forecast({ events, plannedHundredths: 14 * 200, intakes: [planned, puffs(14, 1)] })).toMatchObject({
    remaining: 26,
    dosesPerDay: 3,
    basis: 'schedule',
    daysLeft: 8,
  });
});

test('what is enough for a course that ends is not noticed, what is less is', () => {
  const lasting = (doses: number, intakes: SupplyFacts['intakes'] = []) =>
    forecast({ events: [anEvent('refill', doses, 2)], plannedHundredths: 1_800, isEnding: true, intakes });

  expect(lasting(18)).toMatchObject({ daysLeft: 14, notice: false });
  expect(lasting(17)).toMatchObject({ daysLeft: 13, notice: true });
  // Taken as needed too, it goes on being used.
  expect(lasting(21, [puffs(1, 1)])).toMatchObject({ remaining: 20, daysLeft: 14, notice: true });
});

test('a reliever lasts by the mean of the last 14 days, older puffs aside', () => {
  expect(forecast({ intakes: [puffs(100, 20), puffs(6, 13), puffs(8, 1)] })).toMatchObject({
    remaining: 86,
    dosesPerDay: 1,
    basis: 'recent-use',
    daysLeft: 86,
  });
});

test('a reliever that was not used for 14 days lasts for nobody knows how long', () => {
  expect(forecast({ intakes: [puffs(100, 20)] })).toMatchObject({
    remaining: 100,
    dosesPerDay: 0,
    daysLeft: null,
    runsOutOn: null,
    notice: false,
  });
});

test('half tablets are counted as halves', () => {
  const half = { takenAt: daysAgo(1), puffs: null, amountHundredths: 50, purpose: 'scheduled' as const };

  expect(forecast({ events: [anEvent('refill', 28, 2)], intakes: [half] })).toMatchObject({
    remaining: 27.5,
  });
});

test.each([
  [410, 2.05, false],
  [599, 3, false],
  [600, 3, true],
])('%i puffs of 200-dose devices in a year are %f canisters', (used, canisters, isMany) => {
  expect(relieverYear(used * 100, 200)).toEqual({ canisters, isMany });
});

test.each([
  ['saba', true],
  ['saba-sama', true],
  [null, true],
  ['ics-laba', false],
  ['ics', false],
] as const)(
  'whether canisters of a reliever of the class %s are counted as over-use: %s',
  (drugClass, isCounted) => {
    expect(isOveruseCounted(drugClass)).toBe(isCounted);
  },
);
