import { addDays, daysOf, localDayOf } from '@soomcare/time';

import type { AdherenceFacts } from '../insight/medicine-facts.ts';
import { byDay } from './by-day.ts';
import {
  bestsOf,
  covers,
  eventsOf,
  intakesOf,
  peakFlowOf,
  spirometryOf,
  symptomsOf,
} from './calendar-day.ts';
import type { CalendarRepository } from './calendar.repository.ts';
import type { AirGrade, CalendarDay } from './calendar.schemas.ts';
import type { DayRange } from './day-range.ts';

/** Of the air where a member wants to know it; days without a grade are left out. */
export type AirGradesByDay = (memberId: string, range: DayRange) => Promise<ReadonlyMap<string, AirGrade>>;

export interface CalendarDeps {
  readonly calendar: CalendarRepository;
  readonly now: () => Date;
  /** Without them no day has an adherence. */
  readonly adherenceByDay?: AdherenceFacts['adherenceByDay'] | undefined;
  /** Without them no day has a grade of the air. */
  readonly airGrades?: AirGradesByDay | undefined;
}

/** An admission or steroid course that began in the month before still shows; longer ones are rare. */
const EVENT_LOOK_BACK_DAYS = 31;

export const createCalendarService = ({ calendar, now, adherenceByDay, airGrades }: CalendarDeps) => ({
  /**
   * Every day of a month, from one statement of ours, one of the medicines' and one of the air's; one after the
   * other, so that a request holds one connection. @param month YYYY-MM
   */
  async getMonth(memberId: string, month: string, timeZone: string) {
    const dates = daysOf(month);
    const [from = '', to = ''] = [dates.at(0), dates.at(-1)];
    const eventDays = { from: addDays(from, -EVENT_LOOK_BACK_DAYS), to };
    const rows = await calendar.listMonthRows(memberId, { from, to }, eventDays);
    const adherenceOn = await adherenceByDay?.(memberId, { from, to });
    const airOn = await airGrades?.(memberId, { from, to });

    const symptomsOn = byDay(rows.filter((row) => row.source === 'symptoms'));
    const peakFlowsOn = byDay(rows.filter((row) => row.source === 'peak-flow'));
    const spirometriesOn = byDay(rows.filter((row) => row.source === 'spirometry'));
    const intakesOn = byDay(rows.filter((row) => row.source === 'intake'));
    const events = eventsOf(rows.filter((row) => row.source === 'event'));
    const bests = bestsOf(rows.filter((row) => row.source === 'best'));
    const today = localDayOf(now(), timeZone);

    const dayOf = (date: string): CalendarDay => {
      const symptoms = symptomsOf(symptomsOn(date));
      const peakFlow = peakFlowOf(peakFlowsOn(date), bests);
      const isOver = date < today;

      return {
        date,
        symptoms,
        peakFlow,
        spirometry: spirometryOf(spirometriesOn(date)),
        intakes: intakesOf(intakesOn(date)),
        adherence: adherenceOn?.get(date) ?? null,
        exposure: airOn?.get(date) ?? null,
        events: events.filter((event) => covers(event, date)),
        missing: [
          ...(isOver && !symptoms ? (['symptoms'] as const) : []),
          ...(isOver && !peakFlow ? (['peak-flow'] as const) : []),
        ],
      };
    };

    return { month, timeZone, days: dates.map(dayOf) };
  },
});

export type CalendarService = ReturnType<typeof createCalendarService>;
