import { hundredthsOf, requireWholePuffs } from '../medications/dose-amount.ts';
import type { PlainMedication } from '../medications/medication.entity.ts';
import type { Pause } from './schedule-rule.ts';
import { scheduleErrors } from './schedule.errors.ts';
import type { ScheduleContent } from './schedule.schemas.ts';

const ALL_DAYS: number[] = [1, 2, 3, 4, 5, 6, 7];

/** @throws SCHEDULE_PAUSES_UNCLEAR */
const settlePauses = (pauses: readonly Pause[]): readonly Pause[] => {
  const sorted = pauses.toSorted((one, other) => (one.from < other.from ? -1 : 1));
  const isClear = sorted.every(({ from, to }, index) => {
    const next = sorted[index + 1];
    return from <= to && (!next || to < next.from);
  });
  if (!isClear) throw scheduleErrors.SCHEDULE_PAUSES_UNCLEAR();

  return sorted;
};

/** @throws SCHEDULE_KIND_UNCLEAR, SCHEDULE_DAYS_UNCLEAR */
const settleDays = ({
  kind,
  times,
  weekdays = ALL_DAYS,
  everyDays = 1,
  everyHours = null,
}: ScheduleContent) => {
  const isEveryDay = weekdays.length === ALL_DAYS.length;
  const isInterval = everyHours !== null && times.length === 1 && isEveryDay && everyDays === 1;
  if (kind === 'interval' ? !isInterval : everyHours !== null) throw scheduleErrors.SCHEDULE_KIND_UNCLEAR();
  if (everyDays > 1 && !isEveryDay) throw scheduleErrors.SCHEDULE_DAYS_UNCLEAR();

  return {
    kind,
    times: times.toSorted().join(),
    weekdays: weekdays.toSorted().join(),
    everyDays,
    everyHours,
  };
};

type Course = Pick<PlainMedication, 'startsOn' | 'endsOn' | 'doseUnit'>;

/** @throws SCHEDULE_ENDS_BEFORE_START, SCHEDULE_OUTSIDE_COURSE */
const settleDates = ({ startsOn, endsOn = null }: ScheduleContent, course: Course) => {
  if (endsOn !== null && endsOn < startsOn) throw scheduleErrors.SCHEDULE_ENDS_BEFORE_START();
  if (startsOn < course.startsOn) throw scheduleErrors.SCHEDULE_OUTSIDE_COURSE();
  if (course.endsOn !== null && (endsOn ?? startsOn) > course.endsOn)
    throw scheduleErrors.SCHEDULE_OUTSIDE_COURSE();

  return { startsOn, endsOn, courseEndsOn: course.endsOn };
};

/**
 * What is kept of a schedule's content.
 * @throws SCHEDULE_KIND_UNCLEAR, SCHEDULE_DAYS_UNCLEAR, SCHEDULE_PAUSES_UNCLEAR, SCHEDULE_ENDS_BEFORE_START,
 * SCHEDULE_OUTSIDE_COURSE, DOSE_OF_PART_PUFFS
 */
export const settleSchedule = (content: ScheduleContent, course: Course) => {
  const { zonePolicy, timeZone, amount, count = null, pauses = [] } = content;
  requireWholePuffs(amount, course.doseUnit);

  return {
    ...settleDays(content),
    ...settleDates(content, course),
    ...{ zonePolicy, timeZone, count },
    amountHundredths: hundredthsOf(amount),
    pauses: JSON.stringify(settlePauses(pauses)),
  };
};
