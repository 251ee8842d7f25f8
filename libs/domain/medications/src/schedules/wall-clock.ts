const offsetAt = (timeZone: string, instant: Temporal.Instant) =>
  instant.toZonedDateTimeISO(timeZone).offsetNanoseconds;

/** When a zone's offset changes, from < change ≤ until. */
const changesBetween = (timeZone: string, from: Temporal.Instant, until: Temporal.Instant) => {
  const changes: Temporal.Instant[] = [];
  let change = from.toZonedDateTimeISO(timeZone).getTimeZoneTransition('next');
  while (change !== null && Temporal.Instant.compare(change.toInstant(), until) <= 0) {
    changes.push(change.toInstant());
    change = change.getTimeZoneTransition('next');
  }
  return changes;
};

/** Whether the clocks on the walls of two zones show the same all along. */
export const isSameWallClock = (one: string, other: string, from: Date, until: Date): boolean => {
  const start = Temporal.Instant.fromEpochMilliseconds(from.getTime());
  const end = Temporal.Instant.fromEpochMilliseconds(until.getTime());
  const moments = [start, ...changesBetween(one, start, end), ...changesBetween(other, start, end)];

  return moments.every((moment) => offsetAt(one, moment) === offsetAt(other, moment));
};
