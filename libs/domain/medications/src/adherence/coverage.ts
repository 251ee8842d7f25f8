import { localDayOf } from '@soomcare/time';

import type { PlainDoseSlot } from '../doses/dose-slot.entity.ts';
import { doseStateOf, type StatedDose } from '../doses/dose-state.ts';

export type CountedDose = StatedDose & Pick<PlainDoseSlot, 'localDate' | 'timeZone'>;

/** How the doses of some days were answered; `expected` is the sum of taken, skipped and missed. */
export interface Coverage {
  readonly expected: number;
  /** In time or late. */
  readonly taken: number;
  readonly late: number;
  readonly skipped: number;
  readonly missed: number;
  /** Of the expected ones, rounded down; null where none was expected. */
  readonly percent: number | null;
}

type Outcome = 'taken' | 'late' | 'skipped' | 'missed';

/** A dose that counts, on the day that owns it. */
export interface CountedOutcome {
  readonly localDate: string;
  readonly outcome: Outcome;
}

/**
 * What a dose counts as, or null for one that does not count: it was cancelled, can still be answered in time, or
 * belongs to a day that is not over. A skip is a dose that was scheduled and not taken, whatever the reason.
 */
const outcomeOf = (dose: CountedDose, now: Date, today: string): Outcome | null => {
  if (dose.localDate > today) return null;

  const state = doseStateOf(dose, now);
  if (state === 'taken' || state === 'skipped') return state;
  if (state === 'taken_late') return 'late';

  return state === 'missed' && dose.localDate < today ? 'missed' : null;
};

/** @param doses with a row each: a medicine taken as needed has none */
export const countedOutcomes = (doses: readonly CountedDose[], now: Date): CountedOutcome[] => {
  const zones = new Set(doses.map(({ timeZone }) => timeZone));
  const todays = new Map([...zones].map((timeZone) => [timeZone, localDayOf(now, timeZone)]));

  return doses.flatMap((dose) => {
    const outcome = outcomeOf(dose, now, todays.get(dose.timeZone) ?? '');
    return outcome ? [{ localDate: dose.localDate, outcome }] : [];
  });
};

/** Doses taken of doses scheduled. Each counts once, so more taken than planned repairs no other dose. */
export const coverageOf = (counted: readonly CountedOutcome[]): Coverage => {
  const counts = { taken: 0, late: 0, skipped: 0, missed: 0 };
  for (const { outcome } of counted) counts[outcome] += 1;
  const taken = counts.taken + counts.late;
  const expected = counted.length;
  const percent = expected === 0 ? null : Math.floor((100 * taken) / expected);

  return { ...counts, expected, taken, percent };
};
