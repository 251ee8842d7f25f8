/**
 * The name of an IANA zone as the database spells it. An offset such as `+09:00` is none: it says nothing of the
 * days around it.
 */
export const isTimeZone = (name: string): boolean => {
  if (!/^[A-Za-z]/.test(name)) return false;

  try {
    return Temporal.Now.zonedDateTimeISO(name).timeZoneId === name;
  } catch {
    return false;
  }
};

/** The calendar day (YYYY-MM-DD) on which an instant falls in a zone. */
export const localDayOf = (instant: Date, timeZone: string): string =>
  Temporal.Instant.fromEpochMilliseconds(instant.getTime())
    .toZonedDateTimeISO(timeZone)
    .toPlainDate()
    .toString();

export const addDays = (day: string, days: number): string =>
  Temporal.PlainDate.from(day).add({ days }).toString();

const DAY_MS = 24 * 60 * 60 * 1000;

/** How many days a range has, its first and last included; NaN where either is no day. */
export const daysInRange = (from: string, to: string): number =>
  (Date.parse(to) - Date.parse(from)) / DAY_MS + 1;

/** Every day of a month (YYYY-MM), first to last. */
export const daysOf = (month: string): string[] => {
  const { daysInMonth } = Temporal.PlainYearMonth.from(month);
  return Array.from({ length: daysInMonth }, (_, index) => `${month}-${String(index + 1).padStart(2, '0')}`);
};
