import { binaryToUuid } from '@soomcare/database';

import { worseZone, type Zone, zoneOf } from '../peak-flow/zones.ts';
import { bestOn, type BestOfMeter } from '../personal-best/best-on.ts';
import type {
  BestRow,
  EventRow,
  IntakeRow,
  PeakFlowRow,
  SpirometryRow,
  SymptomRow,
} from './calendar.rows.ts';
import type { CalendarDay } from './calendar.schemas.ts';

// What a day shows of each table, from that day's rows; null without any.

export const symptomsOf = (rows: readonly SymptomRow[]): CalendarDay['symptoms'] => {
  if (rows.length === 0) return null;

  return {
    worstSeverity: Math.max(...rows.map(({ worst }) => worst)),
    nightWaking: rows.some(({ nightWaking }) => (nightWaking ?? 0) > 0),
    none: rows.every(({ noSymptoms }) => noSymptoms > 0),
  };
};

/** Each reading is rated by its own meter's best, and the worst zone stands for the day. @param bests newest first */
export const peakFlowOf = (
  rows: readonly PeakFlowRow[],
  bests: readonly BestOfMeter[],
): CalendarDay['peakFlow'] => {
  if (rows.length === 0) return null;

  const readings = rows.map(({ litresPerMinute }) => litresPerMinute);
  const zones = rows.map((row) =>
    zoneOf(row.litresPerMinute, bestOn(bests, { ...row, recordedOn: row.day })),
  );

  return {
    min: Math.min(...readings),
    max: Math.max(...readings),
    count: rows.length,
    zone: zones.reduce<Zone | null>(worseZone, null),
    zoneAtRecord: rows.map(({ zoneAtRecord }) => zoneAtRecord).reduce<Zone | null>(worseZone, null),
  };
};

export const spirometryOf = (rows: readonly SpirometryRow[]): CalendarDay['spirometry'] => {
  if (rows.length === 0) return null;

  return {
    count: rows.length,
    bestFev1Litres: Math.max(...rows.map(({ fev1Centilitres }) => fev1Centilitres)) / 100,
  };
};

const puffsOf = (rows: readonly IntakeRow[]) => rows.reduce((sum, { puffs }) => sum + (puffs ?? 0), 0);

export const intakesOf = (rows: readonly IntakeRow[]): CalendarDay['intakes'] => {
  if (rows.length === 0) return null;

  const asNeeded = rows.filter(({ purpose }) => purpose === 'as_needed');

  return {
    scheduled: rows.filter(({ purpose }) => purpose === 'scheduled').length,
    asNeeded: asNeeded.length,
    preExercise: rows.filter(({ purpose }) => purpose === 'pre_exercise').length,
    puffsAsNeeded: puffsOf(asNeeded),
    puffs: puffsOf(rows),
  };
};

/** Oldest first; of the same instant by id, so that an unchanged month is answered to the letter. */
const oldestFirst = (one: EventRow | BestRow, other: EventRow | BestRow): number => {
  if (one.day !== other.day) return one.day < other.day ? -1 : 1;
  if (one.at !== other.at) return one.at < other.at ? -1 : 1;

  return one.id.compare(other.id);
};

export type DayEvent = CalendarDay['events'][number];

export const eventsOf = (rows: readonly EventRow[]): DayEvent[] =>
  rows
    .toSorted(oldestFirst)
    .map(({ id, kind, day, endedOn }) => ({ id: binaryToUuid(id), kind, startedOn: day, endedOn }));

/** On each day that it covers; without an end, on its first. */
export const covers = ({ startedOn, endedOn }: DayEvent, date: string): boolean =>
  startedOn <= date && date <= (endedOn ?? startedOn);

/** Newest first, as `bestOn` takes them. */
export const bestsOf = (rows: readonly BestRow[]): BestOfMeter[] =>
  rows
    .toSorted((one, other) => oldestFirst(other, one))
    .map(({ day, ...best }) => ({ ...best, validFrom: day }));
