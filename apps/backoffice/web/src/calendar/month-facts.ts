import type { CalendarDay } from '../api/api.ts';

export type Zone = 'green' | 'yellow' | 'red';
export type ZoneOrNone = Zone | 'none';
export const zoneOrder = ['green', 'yellow', 'red', 'none'] as const;

export type Severity = 0 | 1 | 2 | 3;
const severities = [0, 1, 2, 3] as const;
export const severityNames = ['none', 'mild', 'moderate', 'severe'] as const;

export const zoneOf = (day: CalendarDay): ZoneOrNone => day.peakFlow?.zone ?? 'none';

/** A number the scale does not know shows as the nearest it does. */
export const severityOf = (worst: number): Severity => severities.findLast((known) => known <= worst) ?? 0;

export const hasEntries = (day: CalendarDay) =>
  day.symptoms !== null ||
  day.peakFlow !== null ||
  day.spirometry !== null ||
  day.intakes !== null ||
  day.events.length > 0;

/** Days as weeks, Sunday first; null is a cell of another month. */
export const weeksOf = (days: readonly CalendarDay[], firstWeekday: number): (CalendarDay | null)[][] => {
  const cells: (CalendarDay | null)[] = [...Array<null>(firstWeekday).fill(null), ...days];
  while (cells.length % 7 !== 0) cells.push(null);

  return Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7));
};

export interface MonthFacts {
  zones: Record<ZoneOrNone, number>;
  recorded: number;
  relieverDays: number;
  relieverPuffs: number;
  nights: number;
  severeDays: number;
  events: number;
}

/** Counting only: what a number means is the doctor's to say. */
export const factsOf = (days: readonly CalendarDay[]): MonthFacts => {
  const count = (has: (day: CalendarDay) => boolean) => days.filter(has).length;
  const inZone = (zone: ZoneOrNone) => count((day) => zoneOf(day) === zone);

  return {
    zones: { green: inZone('green'), yellow: inZone('yellow'), red: inZone('red'), none: inZone('none') },
    recorded: count(hasEntries),
    relieverDays: count((day) => (day.intakes?.asNeeded ?? 0) > 0),
    relieverPuffs: days.reduce((sum, day) => sum + (day.intakes?.puffsAsNeeded ?? 0), 0),
    nights: count((day) => day.symptoms?.nightWaking === true),
    severeDays: count((day) => day.symptoms?.worstSeverity === 3),
    events: new Set(days.flatMap((day) => day.events.map(({ id }) => id))).size,
  };
};

export type Step = -7 | -1 | 1 | 7;

const steps: Readonly<Record<string, Step>> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

/** Where a key leads from a day, by index; null when it means nothing here. */
export const dayAfterKey = (key: string, index: number, length: number): number | null => {
  if (key === 'Home') return 0;
  if (key === 'End') return length - 1;
  const step = steps[key];
  if (step === undefined) return null;

  const next = index + step;
  return next >= 0 && next < length ? next : index;
};
