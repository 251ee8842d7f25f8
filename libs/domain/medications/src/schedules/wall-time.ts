// Local days and wall times as integers: a day is a number counted from 1970-01-01, a local time is milliseconds on a
// clock that never changes. A schedule is read a hundred thousand times in one sweep, and Temporal takes some 4 µs for
// each step.

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

const twoDigits = (value: number) => String(value).padStart(2, '0');

/** @param date YYYY-MM-DD */
export const dayOfDate = (date: string): number => Date.parse(date) / DAY_MS;

/** YYYY-MM-DD, in a third of the time of `toISOString`. */
export const dateOfDay = (day: number): string => {
  const date = new Date(day * DAY_MS);

  return `${date.getUTCFullYear()}-${twoDigits(date.getUTCMonth() + 1)}-${twoDigits(date.getUTCDate())}`;
};

export const dayOfLocal = (local: number): number => Math.floor(local / DAY_MS);

/** HH:MM */
export const timeOfLocal = (local: number): string => {
  const minutes = Math.floor((local - dayOfLocal(local) * DAY_MS) / MINUTE_MS);

  return `${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}`;
};

/** @param time HH:MM */
export const localOf = (day: number, time: string): number =>
  day * DAY_MS + Number(time.slice(0, 2)) * HOUR_MS + Number(time.slice(3)) * MINUTE_MS;

/** ISO: Monday 1, Sunday 7. Day 0 was a Thursday. */
export const weekdayOf = (day: number): number => ((((day + 3) % 7) + 7) % 7) + 1;
