import type { Language } from './language.ts';

const locales = { ko: 'ko-KR', en: 'en-GB' } as const;

/** Diary days are plain dates: they are formatted as UTC, so that no zone can move them. */
const plain = (date: string) => new Date(`${date}T00:00:00Z`);

const format = (language: Language, options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(locales[language], options);

export const formatMonth = (language: Language, month: string) =>
  format(language, { year: 'numeric', month: 'long', timeZone: 'UTC' }).format(plain(`${month}-01`));

export const formatDay = (language: Language, date: string) =>
  format(language, { month: 'long', day: 'numeric', weekday: 'long', timeZone: 'UTC' }).format(plain(date));

/** Begins with the number that is seen, so that speaking what one sees finds it. */
export const nameOfPickerDay = (language: Language, date: string) => {
  const weekday = format(language, { weekday: 'long', timeZone: 'UTC' }).format(plain(date));

  return `${Number(date.slice(8))} ${weekday}, ${formatMonth(language, date.slice(0, 7))}`;
};

export const formatShortDay = (language: Language, date: string) =>
  format(language, { month: 'short', day: 'numeric', timeZone: 'UTC' }).format(plain(date));

export const formatPlainDay = (language: Language, date: string) =>
  format(language, { year: 'numeric', month: 'short', day: 'numeric', timeZone: 'UTC' }).format(plain(date));

/** In the reader's own zone. */
export const formatInstantDay = (language: Language, instant: string) =>
  format(language, { year: 'numeric', month: 'short', day: 'numeric' }).format(new Date(instant));

export const formatInstant = (language: Language, instant: string) =>
  format(language, { dateStyle: 'long', timeStyle: 'short' }).format(new Date(instant));

/** On the clock of the member whose dose it was. */
export const formatTimeIn = (language: Language, instant: string, timeZone: string) =>
  format(language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone }).format(
    new Date(instant),
  );

/** Sunday first, as calendars hang on Korean walls. */
export const weekdayNames = (language: Language) =>
  Array.from({ length: 7 }, (_, day) => {
    const date = new Date(Date.UTC(2026, 0, 4 + day));
    const of = (weekday: 'short' | 'long') => format(language, { weekday, timeZone: 'UTC' }).format(date);

    return { short: of('short'), long: of('long') };
  });

export const weekdayOf = (date: string) => plain(date).getUTCDay();

/** Today in a member's own zone, which is what their diary days mean. */
export const todayIn = (timeZone: string, now = new Date()) =>
  new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(
    now,
  );

export const monthPlus = (month: string, months: number) => {
  const [year = 0, number = 1] = month.split('-').map(Number);

  return new Date(Date.UTC(year, number - 1 + months, 1)).toISOString().slice(0, 7);
};

export const dayPlus = (date: string, days: number) => {
  const moved = plain(date);
  moved.setUTCDate(moved.getUTCDate() + days);

  return moved.toISOString().slice(0, 10);
};
