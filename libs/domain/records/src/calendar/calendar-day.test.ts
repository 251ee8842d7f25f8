import { binaryToUuid } from '@soomcare/database';
import { describe, expect, test } from 'vitest';

import {
  bestsOf,
  covers,
  eventsOf,
  intakesOf,
  peakFlowOf,
  spirometryOf,
  symptomsOf,
} from './calendar-day.ts';
import type { BestRow, EventRow, IntakeRow, PeakFlowRow, SymptomRow } from './calendar.rows.ts';

const day = '2026-03-05';
const id = (last: number) => Buffer.alloc(16, last);

const symptoms = (different: Partial<SymptomRow>): SymptomRow => ({
  source: 'symptoms',
  day,
  worst: 0,
  nightWaking: null,
  noSymptoms: 0,
  ...different,
});
const reading = (litresPerMinute: number, meterId: string | null = 'a'): PeakFlowRow => ({
  source: 'peak-flow',
  day,
  litresPerMinute,
  meterId,
  scale: 'EU',
  zoneAtRecord: null,
});
const intake = (purpose: IntakeRow['purpose'], puffs: number | null): IntakeRow => ({
  source: 'intake',
  day,
  purpose,
  puffs,
});
const event = (different: Partial<EventRow>): EventRow => ({
  source: 'event',
  day,
  id: id(1),
  at: '2026-03-05 01:00:00.000',
  kind: 'admission',
  endedOn: null,
  ...different,
});
const best = (different: Partial<BestRow>): BestRow => ({
  source: 'best',
  day,
  id: id(1),
  at: '2026-03-05 01:00:00.000',
  litresPerMinute: 500,
  meterId: 'a',
  scale: 'EU',
  ...different,
});

test('a day without rows of a table shows nothing of it', () => {
  expect([symptomsOf([]), peakFlowOf([], []), spirometryOf([]), intakesOf([])]).toEqual([
    null,
    null,
    null,
    null,
  ]);
});

describe('symptoms', () => {
  test('the worst of all entries counts', () => {
    expect(symptomsOf([symptoms({ worst: 1 }), symptoms({ worst: 3 })])?.worstSeverity).toBe(3);
  });

  test('a night waking counts once it was severe at all', () => {
    expect(symptomsOf([symptoms({}), symptoms({ nightWaking: 0 })])?.nightWaking).toBe(false);
    expect(symptomsOf([symptoms({ nightWaking: 1 }), symptoms({})])?.nightWaking).toBe(true);
  });

  test('a day had none only if every entry says so', () => {
    expect(symptomsOf([symptoms({ noSymptoms: 1 }), symptoms({ noSymptoms: 1 })])?.none).toBe(true);
    expect(symptomsOf([symptoms({ noSymptoms: 1 }), symptoms({ worst: 1 })])?.none).toBe(false);
  });
});

describe('peak flow', () => {
  const bests = bestsOf([best({}), best({ meterId: 'b', litresPerMinute: 800 })]);

  test('the lowest and highest of all meters are told, with the worst zone of any', () => {
    expect(peakFlowOf([reading(410), reading(480), reading(390, 'b')], bests)).toEqual({
      min: 390,
      max: 480,
      count: 3,
      zone: 'red',
      zoneAtRecord: null,
    });
  });

  test('the worst zone of the time of record stands beside it', () => {
    const asRecorded = (zoneAtRecord: PeakFlowRow['zoneAtRecord']) => ({ ...reading(410), zoneAtRecord });

    expect(peakFlowOf([asRecorded('green'), asRecorded('yellow'), asRecorded(null)], bests)).toMatchObject({
      zone: 'green',
      zoneAtRecord: 'yellow',
    });
  });

  test('a reading without a best has no zone and does not hide another’s', () => {
    expect(peakFlowOf([reading(200, null)], bests)?.zone).toBeNull();
    expect(peakFlowOf([reading(200, null), reading(300)], bests)?.zone).toBe('yellow');
  });
});

test('spirometry shows its best FEV1 in litres', () => {
  const rows = [285, 301].map((fev1Centilitres) => ({ source: 'spirometry', day, fev1Centilitres }) as const);

  expect(spirometryOf(rows)).toEqual({ count: 2, bestFev1Litres: 3.01 });
});

test('intakes are counted by purpose, and what has no puffs adds none', () => {
  const rows = [intake('scheduled', 2), intake('scheduled', null), intake('as_needed', 3)];

  expect(intakesOf([...rows, intake('pre_exercise', 2)])).toEqual({
    scheduled: 2,
    asNeeded: 1,
    preExercise: 1,
    puffsAsNeeded: 3,
    puffs: 7,
  });
});

describe('events', () => {
  test('come by day, then by instant, then by id, however the rows came', () => {
    const later = event({ id: id(9), day: '2026-03-06', at: '2026-03-05 23:00:00.000' });
    const second = event({ id: id(2) });
    const third = event({ id: id(1), at: '2026-03-05 01:00:00.001' });

    const ordered = eventsOf([later, third, second, event({})]);

    expect(ordered.map((each) => each.id)).toEqual(
      [id(1), id(2), id(1), id(9)].map((bytes) => binaryToUuid(bytes)),
    );
  });

  test('cover each of their days, and only the first without an end', () => {
    const days = ['2026-03-04', '2026-03-05', '2026-03-06', '2026-03-07'];
    const [stay, visit] = eventsOf([event({ endedOn: '2026-03-06' }), event({ id: id(2) })]);
    if (!stay || !visit) throw new Error('two events were given');

    expect(days.filter((date) => covers(stay, date))).toEqual(['2026-03-05', '2026-03-06']);
    expect(days.filter((date) => covers(visit, date))).toEqual(['2026-03-05']);
  });
});

test('personal bests come newest first; of those that begin together the one confirmed last', () => {
  const corrected = best({ at: '2026-03-09 01:00:00.000', litresPerMinute: 520 });
  const newer = best({ day: '2026-03-07', litresPerMinute: 480 });

  expect(bestsOf([best({}), newer, corrected]).map(({ litresPerMinute }) => litresPerMinute)).toEqual([
    480, 520, 500,
  ]);
});
