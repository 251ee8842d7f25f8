/** The articles are published in Korea, so they expire there. */
const ZONE = 'Asia/Seoul';

/** YYYY-MM-DD in Seoul. */
export const seoulDayOf = (at: Date): string =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(ZONE).toPlainDate().toString();
