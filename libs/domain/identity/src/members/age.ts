/** Under this age a guardian must consent (PIPA 22-2). */
export const GUARDIAN_AGE = 14;

const SEOUL = 'Asia/Seoul';

/** The day it is in Korea: Korean law counts ages there, wherever the phone is. */
export const seoulDate = (now: Date): string =>
  Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(SEOUL).toPlainDate().toString();

/**
 * True before the fourteenth birthday. Somebody born on 29 February turns fourteen on 1 March where the year has no
 * such day (Civil Act 158, 160③: the year ends with the last day of the month), which comparing texts gives by itself.
 */
export const needsGuardian = (birthDate: string, now: Date): boolean => {
  const birthday = `${Number(birthDate.slice(0, 4)) + GUARDIAN_AGE}${birthDate.slice(4)}`;
  return seoulDate(now) < birthday;
};
