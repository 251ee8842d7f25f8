import { addDays, daysOf, localDayOf } from '../diary/local-day.ts';
import { worseZone, type Zone, zoneOf } from '../peak-flow/zones.ts';
import { bestOn, type BestOfMeter } from '../personal-best/best-on.ts';
import type { CalendarRepository } from './calendar.repository.ts';
import type { CalendarDay } from './calendar.schemas.ts';

export interface CalendarDeps {
  readonly calendar: CalendarRepository;
  /** A member's personal bests, newest first. */
  readonly seriesOf: (memberId: string) => Promise<readonly BestOfMeter[]>;
  readonly now: () => Date;
}

/** An admission or steroid course that began in the month before still shows; longer ones are rare. */
const EVENT_LOOK_BACK_DAYS = 31;

type PeakFlowDays = Awaited<ReturnType<CalendarRepository['listPeakFlowDays']>>;
type Event = CalendarDay['events'][number];

const byDay = <Row extends { day: string }>(rows: readonly Row[]) =>
  new Map(rows.map((row) => [row.day, row]));

/** A day's readings of all meters; each is rated by its own meter's best, and the worst zone stands for the day. */
const joinMeters = (ofDay: PeakFlowDays, series: readonly BestOfMeter[]): CalendarDay['peakFlow'] => {
  if (ofDay.length === 0) return null;

  const zones = ofDay.map((each) => zoneOf(each.min, bestOn(series, { ...each, recordedOn: each.day })));
  return {
    min: Math.min(...ofDay.map(({ min }) => min)),
    max: Math.max(...ofDay.map(({ max }) => max)),
    count: ofDay.reduce((sum, { count }) => sum + count, 0),
    zone: zones.reduce<Zone | null>(worseZone, null),
  };
};

const covers = ({ startedOn, endedOn }: Event, date: string) =>
  startedOn <= date && date <= (endedOn ?? startedOn);

export const createCalendarService = ({ calendar, seriesOf, now }: CalendarDeps) => ({
  /** Every day of a month, from one read a table. @param month YYYY-MM */
  async getMonth(memberId: string, month: string, timeZone: string) {
    const dates = daysOf(month);
    const [from = '', to = ''] = [dates.at(0), dates.at(-1)];
    const days = { from, to };
    const [symptomRows, peakFlowRows, spirometryRows, intakeRows, events, series] = await Promise.all([
      calendar.listSymptomDays(memberId, days),
      calendar.listPeakFlowDays(memberId, days),
      calendar.listSpirometryDays(memberId, days),
      calendar.listIntakeDays(memberId, days),
      calendar.listEvents(memberId, { from: addDays(from, -EVENT_LOOK_BACK_DAYS), to }),
      seriesOf(memberId),
    ]);

    const today = localDayOf(now(), timeZone);
    const symptomsOn = byDay(symptomRows);
    const peakFlowsOn = Map.groupBy(peakFlowRows, ({ day }) => day);
    const spirometriesOn = byDay(spirometryRows);
    const intakesOn = byDay(intakeRows);

    const dayOf = (date: string): CalendarDay => {
      const symptoms = symptomsOn.get(date);
      const peakFlow = joinMeters(peakFlowsOn.get(date) ?? [], series);
      const spirometry = spirometriesOn.get(date);
      const isOver = date < today;

      return {
        date,
        symptoms: symptoms
          ? { worstSeverity: symptoms.worst, nightWaking: symptoms.nightWaking > 0, none: symptoms.none > 0 }
          : null,
        peakFlow,
        spirometry: spirometry
          ? { count: spirometry.count, bestFev1Litres: spirometry.bestFev1 / 100 }
          : null,
        intakes: intakesOn.get(date) ?? null,
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
