import { answersOf } from '../assessment/control-assessment.kind.ts';
import type { AssessmentKind } from '../assessment/control-assessment.entity.ts';
import { controlLevelOf, diaryControlOf, rcp3Of } from '../assessment/control.ts';
import type { DayRange } from '../calendar/day-range.ts';
import { algorithms, basisOf } from './figure-basis.ts';
import type { AssessmentRow, SymptomRow } from './insight.rows.ts';

const newest = (rows: readonly AssessmentRow[], wanted: AssessmentKind): AssessmentRow | undefined =>
  rows
    .filter(({ kind }) => kind === wanted)
    .toSorted((one, other) => one.at.localeCompare(other.at) || one.id.compare(other.id))
    .at(-1);

const onItsDay = (day: string) => ({ days: { from: day, to: day }, daysWithData: 1, requiredDays: 1 });

/** The newest answers of the member to the four questions. */
export const selfAnsweredControlOf = (rows: readonly AssessmentRow[]) => {
  const row = newest(rows, 'gina-four');
  const answers = row && answersOf(row).ginaFour;
  if (!answers) return null;

  return {
    basis: basisOf(algorithms.selfAnsweredControl, onItsDay(row.day)),
    level: controlLevelOf(answers),
    answers,
  };
};

export const rcp3FigureOf = (rows: readonly AssessmentRow[]) => {
  const row = newest(rows, 'rcp-3');
  const answers = row && answersOf(row).rcp3;
  if (!answers) return null;

  return { basis: basisOf(algorithms.rcp3, onItsDay(row.day)), answers, ...rcp3Of(answers) };
};

export interface DiaryOfFourWeeks {
  readonly fourWeeks: DayRange;
  /** Oldest first. */
  readonly dates: readonly string[];
  readonly symptomsOn: (day: string) => readonly SymptomRow[];
  readonly usedReliever: (day: string) => boolean;
}

/** What the diary says to the same four questions. */
export const diaryControlFigureOf = ({ fourWeeks, dates, symptomsOn, usedReliever }: DiaryOfFourWeeks) => {
  const days = dates.map((day) => {
    const entries = symptomsOn(day);
    return {
      hasEntry: entries.length > 0,
      daytimeSymptoms: entries.some(({ daytime }) => daytime > 0),
      nightWaking: entries.some(({ nightWaking }) => nightWaking > 0),
      activityLimitation: entries.some(({ activityLimitation }) => activityLimitation > 0),
      shortActingReliever: usedReliever(day),
    };
  });
  const { level, answers, inputs, coverage } = diaryControlOf(days);

  return {
    basis: basisOf(algorithms.diaryControl, {
      days: fourWeeks,
      daysWithData: days.filter(({ hasEntry }) => hasEntry).length,
      requiredDays: coverage.required * coverage.daysWithEntry.length,
    }),
    level,
    answers,
    inputs,
    daysWithEntryByWeek: [...coverage.daysWithEntry],
    requiredDaysAWeek: coverage.required,
  };
};
