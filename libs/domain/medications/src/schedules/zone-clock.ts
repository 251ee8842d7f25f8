import { DAY_MS, dayOfLocal } from './wall-time.ts';

/** How a zone's wall clock and the instants go together; milliseconds throughout. */
export interface ZoneClock {
  /** What the wall clock shows at an instant. */
  localAt(instant: number): number;
  /**
   * When the wall clock shows a local time: the first time, if it does so twice; as if it had not been put forward, if
   * it never does (RFC 5545 §3.3.5).
   */
  instantOf(local: number): number;
  /** Those days from `first` to `last` on which the clock is put forward, so that some wall time does not exist. */
  gapDays(first: number, last: number): number[];
}

/** While the offset stays the same: from ≤ instant < until. */
interface Period {
  readonly from: number;
  readonly until: number;
  readonly offset: number;
}

const readPeriod = (timeZone: string, instant: number): Period => {
  const zoned = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(timeZone);
  return {
    // `previous` looks strictly before, and a change may lie on the instant itself.
    from: zoned.add({ milliseconds: 1 }).getTimeZoneTransition('previous')?.epochMilliseconds ?? -Infinity,
    until: zoned.getTimeZoneTransition('next')?.epochMilliseconds ?? Infinity,
    offset: zoned.offsetNanoseconds / 1_000_000,
  };
};

const createZoneClock = (timeZone: string): ZoneClock => {
  /** Ascending: a walk over centuries of changes asks for each again and again. */
  const periods: Period[] = [];

  const begunBy = (instant: number): number => {
    let [least, most] = [0, periods.length];
    while (least < most) {
      const middle = (least + most) >>> 1;
      if ((periods[middle]?.from ?? Infinity) <= instant) least = middle + 1;
      else most = middle;
    }

    return least;
  };

  const periodAt = (instant: number): Period => {
    const index = begunBy(instant);
    const known = periods[index - 1];
    if (known && instant < known.until) return known;

    const period = readPeriod(timeZone, instant);
    periods.splice(index, 0, period);

    return period;
  };

  const localAt = (instant: number) => instant + periodAt(instant).offset;

  return {
    localAt,

    instantOf(local) {
      // No offset reaches a day, so these two lie safely before and after any change around the local time.
      const byOffsetBefore = local - periodAt(local - DAY_MS).offset;
      if (localAt(byOffsetBefore) === local) return byOffsetBefore;

      const byOffsetAfter = local - periodAt(local + DAY_MS).offset;

      return localAt(byOffsetAfter) === local ? byOffsetAfter : byOffsetBefore;
    },

    gapDays(first, last) {
      const days: number[] = [];
      const end = (last + 2) * DAY_MS;
      let period = periodAt((first - 1) * DAY_MS);

      while (period.until < end) {
        const next = periodAt(period.until);
        const firstLost = dayOfLocal(period.until + period.offset);
        const lastLost = dayOfLocal(period.until + next.offset - 1);
        if (next.offset > period.offset) for (let day = firstLost; day <= lastLost; day++) days.push(day);
        period = next;
      }

      return days.filter((day) => first <= day && day <= last);
    },
  };
};

/** Kept for the life of the process: a zone's history is one fact for all schedules. */
const clocks = new Map<string, ZoneClock>();

/** @throws RangeError for a name that is no zone */
export const zoneClock = (timeZone: string): ZoneClock =>
  clocks.getOrInsertComputed(timeZone, createZoneClock);
