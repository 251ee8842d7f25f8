import { binaryToUuid } from '@soomcare/database';
import { daysInRange } from '@soomcare/time';

import { byDay } from '../calendar/by-day.ts';
import { bestsOf } from '../calendar/calendar-day.ts';
import type { DayRange } from '../calendar/day-range.ts';
import { adherenceFiguresOf } from './adherence-figures.ts';
import { responseFigureOf } from './bronchodilator-response.ts';
import { diaryControlFigureOf, rcp3FigureOf, selfAnsweredControlOf } from './control-figures.ts';
import { type InsightDays, isWithin, newestFirst } from './insight-days.ts';
import type { InsightRow, IntakeRow, SpirometryRow } from './insight.rows.ts';
import type { InsightsView } from './insight.schemas.ts';
import { type AdherenceMeasures, type MedicineFact, relieverKindOf } from './medicine-facts.ts';
import { meterFiguresOf } from './meter-figures.ts';
import { noticeFiguresOf } from './notice-figures.ts';
import { ageOn, type PersonFacts } from './person.ts';
import { predictedFiguresOf } from './predicted-figures.ts';
import { asUse, isReliever, type KnownIntake, relieverFiguresOf } from './reliever-figures.ts';
import { relieverTrendOf } from './reliever-use.ts';
import { triggerFiguresOf } from './trigger-figures.ts';

export interface InsightFacts {
  readonly days: InsightDays;
  /** Of all tables, in no order. */
  readonly rows: readonly InsightRow[];
  readonly person: PersonFacts | null;
  readonly medicines: readonly MedicineFact[];
  /** Null where nobody keeps medicines. */
  readonly measures: AdherenceMeasures | null;
}

const intakesWith = (rows: readonly IntakeRow[], medicines: readonly MedicineFact[]): KnownIntake[] => {
  const known = new Map(medicines.map((fact) => [fact.medicationId, fact]));

  return rows.map(({ day, purpose, puffs, medicationId }) => {
    const fact = medicationId ? known.get(binaryToUuid(medicationId)) : undefined;
    return { day, purpose, puffs, kind: relieverKindOf(fact), deviceDoses: fact?.deviceDoses ?? null };
  });
};

/** Of the same instant by id, so that unchanged records are answered to the letter. */
const newestResultFirst = (one: SpirometryRow, other: SpirometryRow): number => {
  if (one.day !== other.day) return one.day < other.day ? 1 : -1;
  if (one.at !== other.at) return one.at < other.at ? 1 : -1;

  return other.id.compare(one.id);
};

/** All that the records of some days tell, each figure with its basis. */
export const insightsOf = ({ days, rows, person, medicines, measures }: InsightFacts): InsightsView => {
  const { range, fourWeeks } = days;
  const symptoms = rows.filter((row) => row.source === 'symptoms');
  const peakFlows = rows.filter((row) => row.source === 'peak-flow');
  const assessments = rows.filter((row) => row.source === 'assessment');
  const spirometries = rows.filter((row) => row.source === 'spirometry').toSorted(newestResultFirst);
  const bests = bestsOf(rows.filter((row) => row.source === 'best'));
  const intakes = intakesWith(
    rows.filter((row) => row.source === 'intake'),
    medicines,
  );

  const recentDays = newestFirst(range.to, daysInRange(fourWeeks.from, fourWeeks.to));
  const [symptomsOn, peakFlowsOn] = [byDay(symptoms), byDay(peakFlows)];
  const relief = intakes.filter(isReliever).map(asUse);
  const reliefDays = new Set(
    relief.filter(({ purpose }) => purpose !== 'pre_exercise').map(({ day }) => day),
  );
  const entryDays = new Set([...symptoms, ...peakFlows, ...intakes].map(({ day }) => day));
  const entryDaysIn = (some: DayRange) => [...entryDays].filter((day) => isWithin(some, day)).length;
  const trend = relieverTrendOf(relief, recentDays);

  const meters = meterFiguresOf(peakFlows, {
    bests,
    to: range.to,
    ageYears: person && ageOn(person.birthDate, range.to),
  });

  return {
    ...range,
    meters,
    control: {
      selfAnswered: selfAnsweredControlOf(assessments),
      diaryDerived: diaryControlFigureOf({
        fourWeeks,
        dates: recentDays.toReversed(),
        symptomsOn,
        usedReliever: (day) => reliefDays.has(day),
      }),
    },
    rcp3: rcp3FigureOf(assessments),
    percentPredicted: predictedFiguresOf(
      { spirometries: spirometries.slice(0, 1), peakFlows },
      person,
      range.to,
    ),
    bronchodilatorResponse: responseFigureOf(spirometries, range, person?.birthDate ?? null),
    adherence: measures && adherenceFiguresOf(measures, range),
    reliever: relieverFiguresOf(intakes, {
      range,
      rangeDays: daysInRange(range.from, range.to),
      entryDaysIn,
      trend,
    }),
    triggerAssociations: triggerFiguresOf(symptoms, range),
    earlyNotices: noticeFiguresOf({
      fourWeeks,
      recentDays,
      symptomsOn,
      peakFlowsOn,
      bests,
      meters,
      trend,
      daysWithData: entryDaysIn(fourWeeks),
    }),
  };
};
