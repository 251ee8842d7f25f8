import type { Zone } from '../peak-flow/zones.ts';
import type { RelieverTrend } from './reliever-use.ts';
import type { Variability } from './variability.ts';

/** Rules that a person can check by hand do as well as models on these data (SAKURA, PMID 32718193; Tsang). */
export const noticeRules = [
  'reliever-burst',
  'reliever-over-two-days-a-week',
  'night-waking',
  'peak-flow-below-green',
  'variability-excessive',
  'diary-silent',
] as const;
export type NoticeRule = (typeof noticeRules)[number];

/** A reason to look closer, with the figures that gave it. It is no diagnosis. */
export interface EarlyNotice {
  readonly rule: NoticeRule;
  readonly inputs: Readonly<Record<string, number>>;
}

/** Our own choice: one night may have another cause. */
const NIGHTS_A_WEEK = 2;
/** Our own choice: two of three days, so that one bad blow says nothing. */
const LOW_DAYS = { of: 3, atLeast: 2 };
const WEEK = 7;
/** The three weeks before the silent one. */
const SILENCE = { before: 21, entryDays: 6 };

/** One of the last days, newest first. */
export interface RecentDay {
  readonly hasEntry: boolean;
  readonly nightWaking: boolean;
  /** The worst of the day. */
  readonly zone: Zone | null;
}

export interface NoticeFacts {
  /** At least 28. */
  readonly days: readonly RecentDay[];
  readonly reliever: RelieverTrend;
  /** Of a meter that varies too much, if there is one. */
  readonly variability: Pick<Variability, 'percent' | 'excessive' | 'thresholdPercent'> | null;
}

const count = <Day>(days: readonly Day[], is: (day: Day) => boolean) => days.filter(is).length;

/** Which rules hold on the last of the days. */
export const earlyNoticesOf = ({ days, reliever, variability }: NoticeFacts): EarlyNotice[] => {
  const nights = count(days.slice(0, WEEK), ({ nightWaking }) => nightWaking);
  const lowDays = count(days.slice(0, LOW_DAYS.of), ({ zone }) => zone === 'yellow' || zone === 'red');
  const entryDaysOfWeek = count(days.slice(0, WEEK), ({ hasEntry }) => hasEntry);
  const entryDaysBefore = count(days.slice(WEEK, WEEK + SILENCE.before), ({ hasEntry }) => hasEntry);
  const { burst, lastWeek } = reliever;

  const rules: readonly (readonly [NoticeRule, boolean, Readonly<Record<string, number>>])[] = [
    [
      'reliever-burst',
      burst.present,
      { puffsPerDay: burst.puffsPerDay, puffsPerDayBefore: burst.puffsPerDayBefore },
    ],
    ['reliever-over-two-days-a-week', lastWeek.overuse, { days: lastWeek.days }],
    ['night-waking', nights >= NIGHTS_A_WEEK, { nights }],
    ['peak-flow-below-green', lowDays >= LOW_DAYS.atLeast, { lowDays, ofDays: LOW_DAYS.of }],
    [
      'variability-excessive',
      variability?.excessive === true,
      { percent: variability?.percent ?? 0, thresholdPercent: variability?.thresholdPercent ?? 0 },
    ],
    ['diary-silent', entryDaysOfWeek === 0 && entryDaysBefore >= SILENCE.entryDays, { entryDaysBefore }],
  ];

  return rules.filter(([, holds]) => holds).map(([rule, , inputs]) => ({ rule, inputs }));
};
