/** Nobody is written to between nine in the evening and eight in the morning. */
const FIRST_HOUR = 8;
const END_HOUR = 21;

const localTime = (instant: Date, timeZone: string) =>
  Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(timeZone);

export const isDaytime = (instant: Date, timeZone: string): boolean => {
  const { hour } = localTime(instant, timeZone);
  return hour >= FIRST_HOUR && hour < END_HOUR;
};

/** The next eight in the morning of a zone. */
export const nextMorning = (instant: Date, timeZone: string): Date => {
  const local = localTime(instant, timeZone);
  const today = local.withPlainTime({ hour: FIRST_HOUR });
  const next = Temporal.ZonedDateTime.compare(today, local) > 0 ? today : today.add({ days: 1 });

  return new Date(next.epochMilliseconds);
};
