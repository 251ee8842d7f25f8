import { seoulDayOf } from '@soomcare/time';

/** Under this age a guardian must consent (PIPA 22-2). */
export const GUARDIAN_AGE = 14;

/** From this age on somebody acts for themself and for others (Civil Act 4). */
const ADULT_AGE = 19;

/**
 * The day on which somebody reaches an age. Somebody born on 29 February does on 1 March where the year has no such
 * day (Civil Act 158, 160③: the year ends with the last day of the month).
 */
const birthdayOf = (birthDate: string, age: number): string => {
  const [year, monthDay] = [Number(birthDate.slice(0, 4)) + age, birthDate.slice(5)];
  const isThere = monthDay !== '02-29' || Temporal.PlainDate.from(`${year}-01-01`).inLeapYear;
  return `${year}-${isThere ? monthDay : '03-01'}`;
};

export const fourteenthBirthday = (birthDate: string): string => birthdayOf(birthDate, GUARDIAN_AGE);

export const needsGuardian = (birthDate: string, now: Date): boolean =>
  seoulDayOf(now) < fourteenthBirthday(birthDate);

export const isAdult = (birthDate: string, now: Date): boolean =>
  seoulDayOf(now) >= birthdayOf(birthDate, ADULT_AGE);
