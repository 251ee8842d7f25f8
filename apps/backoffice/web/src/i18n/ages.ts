import type { Language } from './language.ts';

const MINUTE_MS = 60_000;
const HOUR_MINUTES = 60;
const DAY_MINUTES = 24 * HOUR_MINUTES;

/** "15 minutes ago", "in 2 hours": the largest unit that is not zero. */
export const formatDistance = (language: Language, instant: string, now = Date.now()): string => {
  const minutes = Math.round((new Date(instant).getTime() - now) / MINUTE_MS);
  const format = new Intl.RelativeTimeFormat(language);
  if (minutes === 0) return new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(0, 'second');
  if (Math.abs(minutes) < HOUR_MINUTES) return format.format(minutes, 'minute');
  if (Math.abs(minutes) < DAY_MINUTES) return format.format(Math.trunc(minutes / HOUR_MINUTES), 'hour');

  return format.format(Math.trunc(minutes / DAY_MINUTES), 'day');
};
