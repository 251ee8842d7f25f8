import { limitParam } from '@soomcare/member-rows';

import type { BestRow } from '../calendar/calendar.rows.ts';
import { bestColumns, fromBests } from '../calendar/calendar.sql.ts';
import type { DayRange } from '../calendar/day-range.ts';
import { unionBranches } from '../calendar/union-branch.ts';
import { MAX_SERIES } from '../personal-best/personal-best.repository.ts';
import type { InsightDays } from './insight-days.ts';
import type {
  AssessmentRow,
  InsightRow,
  IntakeRow,
  PeakFlowRow,
  SpirometryRow,
  SymptomRow,
} from './insight.rows.ts';

const select = unionBranches<InsightRow>({
  source: 'NULL',
  day: 'NULL',
  at: 'NULL',
  timeZone: 'NULL',
  litresPerMinute: 'NULL',
  bronchodilator: 'NULL',
  meterId: 'NULL',
  scale: 'NULL',
  daytime: 'NULL',
  nightWaking: 'NULL',
  activityLimitation: 'NULL',
  triggers: 'NULL',
  purpose: 'NULL',
  puffs: 'NULL',
  medicationId: 'NULL',
  fev1Centilitres: 'NULL',
  fvcCentilitres: 'NULL',
  id: 'NULL',
  kind: 'NULL',
  answers: 'NULL',
  scoreHundredths: 'NULL',
});

/** Walks one member's stretch of days in the table's index (asserted in insight.db.test.ts). */
const oneMembersDays = 'e.member_id = ? AND e.recorded_on BETWEEN ? AND ? AND e.deleted_at IS NULL';

const peakFlowsSql = `${select<PeakFlowRow>('peak-flow', {
  day: 'e.recorded_on',
  at: 'e.measured_at',
  timeZone: 'e.time_zone',
  litresPerMinute: 'e.litres_per_minute',
  bronchodilator: 'e.bronchodilator',
  meterId: 'e.meter_id',
  scale: 'e.scale',
})} FROM peak_flows e WHERE ${oneMembersDays}`;

const symptomsSql = `${select<SymptomRow>('symptoms', {
  day: 'e.recorded_on',
  daytime: `GREATEST(COALESCE(e.cough, 0), COALESCE(e.wheeze, 0), COALESCE(e.breathlessness, 0),
    COALESCE(e.chest_tightness, 0), COALESCE(e.sputum, 0))`,
  nightWaking: 'COALESCE(e.night_waking, 0)',
  activityLimitation: 'COALESCE(e.activity_limitation, 0)',
  triggers: 'e.triggers',
})} FROM symptom_records e WHERE ${oneMembersDays}`;

const intakesSql = `${select<IntakeRow>('intake', {
  day: 'e.recorded_on',
  purpose: 'e.purpose',
  puffs: 'e.puffs',
  medicationId: 'e.medication_id',
})} FROM intakes e WHERE ${oneMembersDays}`;

/** The visits to a clinic of a year and more, each with a result before and one after a reliever. */
export const MAX_SPIROMETRIES = 20;

const spirometrySql = `(${select<SpirometryRow>('spirometry', {
  day: 'e.recorded_on',
  id: 'e.id',
  at: 'e.measured_at',
  bronchodilator: 'e.bronchodilator',
  fev1Centilitres: 'e.fev1_centilitres',
  fvcCentilitres: 'e.fvc_centilitres',
})} FROM spirometries e WHERE ${oneMembersDays}
  ORDER BY e.recorded_on DESC, e.measured_at DESC, e.id DESC LIMIT ${MAX_SPIROMETRIES})`;

const assessmentsSql = `${select<AssessmentRow>('assessment', {
  day: 'e.recorded_on',
  id: 'e.id',
  at: 'e.answered_at',
  kind: 'e.kind',
  answers: 'e.answers',
  scoreHundredths: 'e.score_hundredths',
})} FROM control_assessments e WHERE ${oneMembersDays}`;

const bestsSql = `(${select<BestRow>('best', bestColumns)} ${fromBests})`;

/** One statement, and so one connection of the pool a request, as for a month. Rows come in no order. */
export const insightSql = [
  peakFlowsSql,
  symptomsSql,
  intakesSql,
  spirometrySql,
  assessmentsSql,
  bestsSql,
].join('\nUNION ALL\n');

/** In the order of the tables in `insightSql`. */
export const insightParams = (owner: Buffer, { range, fourWeeks, both }: InsightDays): unknown[] => {
  const of = ({ from, to }: DayRange) => [owner, from, to];

  return [...of(fourWeeks), ...of(both), ...of(both), ...of(range), ...of(both)].concat(
    owner,
    limitParam(MAX_SERIES),
  );
};
