import { CONTROL_ALGORITHM, RCP3_ALGORITHM } from '../assessment/control.ts';
import type { DayRange } from '../calendar/day-range.ts';

/** What a figure is worked out from. */
export const basisRecords = [
  'peak-flows',
  'symptom-records',
  'intakes',
  'spirometries',
  'control-assessments',
  'personal-bests',
  'dose-slots',
  'refills',
  'profile',
] as const;
type BasisRecord = (typeof basisRecords)[number];

interface Algorithm {
  /** Whoever changes the rule raises the number behind the slash. */
  readonly algorithm: string;
  /** Where the rule was published. */
  readonly source: string;
  readonly records: readonly BasisRecord[];
}

const gina = 'GINA, in our own words (doi 10.1186/s13223-021-00598-3, table 2; 한국 천식진료지침 2021)';

export const algorithms = {
  personalBest: {
    algorithm: 'personal-best/1',
    source: 'Confirmed by the member; highest of three weeks proposed (lung.org action plan; Mayo Clinic)',
    records: ['personal-bests', 'peak-flows'],
  },
  variability: {
    algorithm: 'amplitude-percent-mean/1',
    source:
      'BMJ 1999;319:45; thresholds PMC9907191, table 2; an estimate that misses 1 to 15 points (Thorax 1998;53:790)',
    records: ['peak-flows'],
  },
  lowestMorning: {
    algorithm: 'lowest-morning-percent-of-best/1',
    source: 'BMJ 1999;319:45',
    records: ['peak-flows', 'personal-bests'],
  },
  selfAnsweredControl: { algorithm: CONTROL_ALGORITHM, source: gina, records: ['control-assessments'] },
  diaryControl: { algorithm: CONTROL_ALGORITHM, source: gina, records: ['symptom-records', 'intakes'] },
  rcp3: { algorithm: RCP3_ALGORITHM, source: 'Thorax 2000;55:535', records: ['control-assessments'] },
  dosesTaken: {
    algorithm: 'doses-taken/1',
    source: 'Doses taken of doses planned, each counted once',
    records: ['dose-slots'],
  },
  daysCovered: {
    algorithm: 'proportion-of-days-covered/1',
    source: 'PDC (pharmacytimes.com 2015/07)',
    records: ['refills', 'dose-slots'],
  },
  possession: {
    algorithm: 'medication-possession-ratio/1',
    source: 'MPR (pharmacytimes.com 2015/07)',
    records: ['refills', 'dose-slots'],
  },
  relieverUse: {
    algorithm: 'reliever-use/1',
    source: 'Counted from the diary; a steroid with formoterol is treatment (doi 10.1164/rccm.202109-2205PP)',
    records: ['intakes'],
  },
  relieverWeek: {
    algorithm: 'reliever-week/1',
    source: 'More than two days a week (EPR-3)',
    records: ['intakes'],
  },
  relieverBurst: {
    algorithm: 'reliever-burst/1',
    source: 'Three inhalations a day over two days, and a rise (npj 2024, s41533-024-00382-x)',
    records: ['intakes'],
  },
  canisters: {
    algorithm: 'canister-equivalents/1',
    source: 'Three or more a year (doi 10.1183/13993003.01872-2019)',
    records: ['intakes'],
  },
  triggerDays: {
    algorithm: 'trigger-days/1',
    source: 'Days with and without it, ten or more of each; it proves no cause',
    records: ['symptom-records'],
  },
  bronchodilatorResponse: {
    algorithm: 'bronchodilator-response/1',
    source: 'A rise of 12 % and of 200 mL, from twelve years on (PMC9907191; GINA 2024 kept it)',
    records: ['spirometries', 'profile'],
  },
  earlyNotice: {
    algorithm: 'early-notice/1',
    source: 'Rules that can be checked by hand (PMID 32718193)',
    records: ['symptom-records', 'peak-flows', 'intakes'],
  },
} as const satisfies Readonly<Record<string, Algorithm>>;

export interface Coverage {
  readonly days: DayRange;
  readonly daysWithData: number;
  /** Below it nothing is said; 0 where any number will do. */
  readonly requiredDays: number;
}

/** What stands beside a figure, so that whoever reads it can follow it back. */
export interface FigureBasis extends Pick<Algorithm, 'algorithm' | 'source'> {
  readonly records: BasisRecord[];
  readonly from: string;
  readonly to: string;
  readonly daysWithData: number;
  readonly requiredDays: number;
}

export const basisOf = (
  { algorithm, source, records }: Algorithm,
  { days, daysWithData, requiredDays }: Coverage,
): FigureBasis => ({ algorithm, source, records: [...records], ...days, daysWithData, requiredDays });
