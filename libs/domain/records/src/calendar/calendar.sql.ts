import { limitParam } from '@soomcare/member-rows';

import { MAX_SERIES } from '../personal-best/personal-best.repository.ts';
import type {
  BestRow,
  EventRow,
  IntakeRow,
  MonthRow,
  PeakFlowRow,
  SpirometryRow,
  SymptomRow,
} from './calendar.rows.ts';
import type { DayRange } from './day-range.ts';
import { unionBranches } from './union-branch.ts';

const select = unionBranches<MonthRow>({
  source: 'NULL',
  day: 'NULL',
  worst: 'NULL',
  nightWaking: 'NULL',
  noSymptoms: 'NULL',
  litresPerMinute: 'NULL',
  meterId: 'NULL',
  scale: 'NULL',
  zoneAtRecord: 'NULL',
  fev1Centilitres: 'NULL',
  purpose: 'NULL',
  puffs: 'NULL',
  id: 'NULL',
  at: 'NULL',
  kind: 'NULL',
  endedOn: 'NULL',
});

/** Walks one member's stretch of days in the table's index (asserted for each table in calendar.db.test.ts). */
const oneMembersDays = 'e.member_id = ? AND e.recorded_on BETWEEN ? AND ? AND e.deleted_at IS NULL';

// One number instead of seven columns: a day shows no more than its worst symptom.
const symptomsSql = `${select<SymptomRow>('symptoms', {
  day: 'e.recorded_on',
  worst: `GREATEST(COALESCE(e.cough, 0), COALESCE(e.wheeze, 0), COALESCE(e.breathlessness, 0),
    COALESCE(e.chest_tightness, 0), COALESCE(e.sputum, 0), COALESCE(e.night_waking, 0),
    COALESCE(e.activity_limitation, 0))`,
  nightWaking: 'e.night_waking',
  noSymptoms: 'e.no_symptoms',
})} FROM symptom_records e WHERE ${oneMembersDays}`;

// With meter and scale, since each reading is rated by its own meter's best.
const peakFlowsSql = `${select<PeakFlowRow>('peak-flow', {
  day: 'e.recorded_on',
  litresPerMinute: 'e.litres_per_minute',
  meterId: 'e.meter_id',
  scale: 'e.scale',
  zoneAtRecord: 'e.zone_at_record',
})} FROM peak_flows e WHERE ${oneMembersDays}`;

// The best FEV1 is all that a day shows of it.
const spirometriesSql = `${select<SpirometryRow>('spirometry', {
  day: 'e.recorded_on',
  fev1Centilitres: 'e.fev1_centilitres',
})} FROM spirometries e WHERE ${oneMembersDays}`;

// What was taken does not matter here, what for does.
const intakesSql = `${select<IntakeRow>('intake', {
  day: 'e.recorded_on',
  purpose: 'e.purpose',
  puffs: 'e.puffs',
})} FROM intakes e WHERE ${oneMembersDays}`;

// Its days begin before the month; `at` and `id` are for the order within a day.
const eventsSql = `${select<EventRow>('event', {
  day: 'e.recorded_on',
  id: 'e.id',
  at: 'e.started_at',
  kind: 'e.kind',
  endedOn: 'e.ended_on',
})} FROM exacerbations e WHERE ${oneMembersDays}`;

export const bestColumns = {
  day: 'b.valid_from',
  id: 'b.id',
  at: 'b.created_at',
  litresPerMinute: 'b.litres_per_minute',
  meterId: 'b.meter_id',
  scale: 'b.scale',
};
/** Of all time: a best holds until a newer one does. The branch stands in parentheses, since order and limit are its own. */
export const fromBests = `FROM personal_bests b WHERE b.member_id = ? AND b.deleted_at IS NULL
  ORDER BY b.valid_from DESC, b.created_at DESC, b.id DESC LIMIT ?`;

const bestsSql = `(${select<BestRow>('best', bestColumns)} ${fromBests})`;

/**
 * The rows of a month in one statement, so that a request holds one connection once: six statements side by side
 * take six, and 32 clients then overflow the pool's queue (measured: more than half were refused with 503).
 * Rows come in no order; adding up some fifty of them is cheaper here than in MySQL.
 */
export const monthSql = [symptomsSql, peakFlowsSql, spirometriesSql, intakesSql, eventsSql, bestsSql].join(
  '\nUNION ALL\n',
);

/** In the order of the tables in `monthSql`. */
export const monthParams = (owner: Buffer, days: DayRange, eventDays: DayRange): unknown[] => {
  const entries = [owner, days.from, days.to];
  const events = [owner, eventDays.from, eventDays.to];
  const bests = [owner, limitParam(MAX_SERIES)];

  return [...entries, ...entries, ...entries, ...entries, ...events, ...bests];
};
