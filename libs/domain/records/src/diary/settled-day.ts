import { diaryErrors } from './diary-entry.errors.ts';
import { localDayOf } from '@soomcare/time';

/** Phones run ahead of us; more than this is a mistyped date. */
const CLOCK_SKEW_MS = 10 * 60 * 1000;

/** Nobody alive has a record from before: such a date is a slip of the keyboard. Old paper diaries may be copied in. */
const EARLIEST_MS = Date.UTC(1900, 0, 1);

/** An instant and the day it belongs to for whoever lived it. */
export interface SettledDay {
  /** UTC, ISO 8601 with milliseconds. */
  readonly instant: string;
  /** YYYY-MM-DD in `timeZone`. It stays when the member's zone changes later. */
  readonly recordedOn: string;
  readonly timeZone: string;
}

/** An instant as it is stored: UTC with milliseconds. @throws RECORD_IN_FUTURE, RECORD_TOO_OLD */
export const settleInstant = (instant: string, now: Date): Date => {
  const settled = new Date(instant);
  if (settled.getTime() > now.getTime() + CLOCK_SKEW_MS)
    throw diaryErrors.RECORD_IN_FUTURE({ detail: instant });
  if (settled.getTime() < EARLIEST_MS) throw diaryErrors.RECORD_TOO_OLD({ detail: instant });

  return settled;
};

/** Gives an instant its local day. @throws RECORD_IN_FUTURE, RECORD_TOO_OLD */
export const settleDay = (instant: string, timeZone: string, now: Date): SettledDay => {
  const settled = settleInstant(instant, now);

  return { instant: settled.toISOString(), recordedOn: localDayOf(settled, timeZone), timeZone };
};
