import type { DayRange } from '../calendar/day-range.ts';

/** What is known of a member's medicine; another context keeps it. */
export interface MedicineFact {
  readonly medicationId: string;
  /** Of the catalogue, e.g. `saba`, `ics-laba`; null for a name that the member typed. */
  readonly drugClass: string | null;
  /** Doses in a full device. */
  readonly deviceDoses: number | null;
}

/** How planned doses were answered. */
export interface DosesTaken {
  readonly expected: number;
  readonly taken: number;
  readonly late: number;
  readonly skipped: number;
  readonly missed: number;
  readonly percent: number | null;
}

export interface OfMedicine {
  readonly medicationId: string;
  readonly medicationName: string;
  readonly days: number;
  readonly percent: number;
}

/** Three measures of the same habit; none stands for another. */
export interface AdherenceMeasures {
  readonly range: DosesTaken;
  /** Days of the range with a dose that counts. */
  readonly daysExpected: number;
  readonly proportionOfDaysCovered: readonly (OfMedicine & { readonly daysCovered: number })[];
  readonly possessionRatio: readonly (OfMedicine & { readonly daysSupplied: number })[];
}

/** The member's medicines as far as figures need them; the app hands them in. */
export interface MedicineFacts {
  listOf(memberId: string): Promise<readonly MedicineFact[]>;
}

/** How the member kept to their plan; handed in likewise. */
export interface AdherenceFacts {
  adherenceOf(memberId: string, days: DayRange, timeZone: string): Promise<AdherenceMeasures>;
  /** Only days with a dose that counts. */
  adherenceByDay(memberId: string, days: DayRange): Promise<ReadonlyMap<string, DosesTaken>>;
}

/**
 * `short-acting` relievers count against control. A steroid with formoterol taken as needed is treatment, not
 * over-use (GINA 2021, doi 10.1164/rccm.202109-2205PP). What nobody can tell is said to be unknown.
 */
export const relieverKinds = ['short-acting', 'anti-inflammatory', 'unknown', 'other'] as const;
export type RelieverKind = (typeof relieverKinds)[number];

const SHORT_ACTING = ['saba', 'saba-sama', 'sama'];
const WITH_STEROID = ['ics', 'ics-laba', 'ics-laba-lama'];

export const relieverKindOf = (fact: MedicineFact | undefined): RelieverKind => {
  if (!fact || fact.drugClass === null) return 'unknown';
  if (SHORT_ACTING.includes(fact.drugClass)) return 'short-acting';

  return WITH_STEROID.includes(fact.drugClass) ? 'anti-inflammatory' : 'other';
};
