import { binaryToUuid, type Database, uuidToBinary } from '@soomcare/database';

import type { ExacerbationKind } from '../exacerbation/exacerbation.entity.ts';
import type { MeterScale } from '../peak-flow/meter.schemas.ts';

/** Local days, both inclusive. */
export interface DayRange {
  readonly from: string;
  readonly to: string;
}

interface SymptomDayRow {
  day: string;
  worst: number;
  nightWaking: number;
  none: number;
}
interface PeakFlowDayRow {
  day: string;
  meterId: string | null;
  scale: MeterScale;
  min: number;
  max: number;
  count: number;
}
interface SpirometryDayRow {
  day: string;
  count: number;
  bestFev1: number;
}
interface IntakeDayRow {
  day: string;
  scheduled: number;
  asNeeded: number;
  preExercise: number;
  puffsAsNeeded: number;
  puffs: number;
}
interface EventRow {
  id: Buffer;
  kind: ExacerbationKind;
  startedOn: string;
  endedOn: string | null;
}

/** Every statement walks one member's stretch of days in its index (asserted in calendar.db.test.ts). */
const oneMembersDays = 'e.member_id = ? AND e.recorded_on BETWEEN ? AND ? AND e.deleted_at IS NULL';

const worstOfRow =
  'GREATEST(COALESCE(e.cough, 0), COALESCE(e.wheeze, 0), COALESCE(e.breathlessness, 0), ' +
  'COALESCE(e.chest_tightness, 0), COALESCE(e.sputum, 0), COALESCE(e.night_waking, 0), ' +
  'COALESCE(e.activity_limitation, 0))';

// SUM gives DECIMAL, which arrives as text: the cast makes a number of it.
const puffsWhere = (condition: string) => `CAST(COALESCE(SUM(IF(${condition}, e.puffs, 0)), 0) AS SIGNED)`;
const countWhere = (condition: string) => `COUNT(IF(${condition}, 1, NULL))`;

export const calendarSql = {
  symptoms: `SELECT e.recorded_on AS day, MAX(${worstOfRow}) AS worst,
      MAX(COALESCE(e.night_waking, 0) > 0) AS nightWaking, MIN(e.no_symptoms) AS none
    FROM symptom_records e WHERE ${oneMembersDays} GROUP BY e.recorded_on`,

  peakFlows: `SELECT e.recorded_on AS day, e.meter_id AS meterId, e.scale, MIN(e.litres_per_minute) AS min,
      MAX(e.litres_per_minute) AS max, COUNT(*) AS count
    FROM peak_flows e WHERE ${oneMembersDays} GROUP BY e.recorded_on, e.meter_id, e.scale`,

  spirometries: `SELECT e.recorded_on AS day, COUNT(*) AS count, MAX(e.fev1_centilitres) AS bestFev1
    FROM spirometries e WHERE ${oneMembersDays} GROUP BY e.recorded_on`,

  intakes: `SELECT e.recorded_on AS day, ${countWhere("e.purpose = 'scheduled'")} AS scheduled,
      ${countWhere("e.purpose = 'as_needed'")} AS asNeeded, ${countWhere("e.purpose = 'pre_exercise'")} AS preExercise,
      ${puffsWhere("e.purpose = 'as_needed'")} AS puffsAsNeeded, ${puffsWhere('TRUE')} AS puffs
    FROM intakes e WHERE ${oneMembersDays} GROUP BY e.recorded_on`,

  events: `SELECT e.id, e.kind, e.recorded_on AS startedOn, e.ended_on AS endedOn
    FROM exacerbations e WHERE ${oneMembersDays} ORDER BY e.recorded_on, e.started_at, e.id`,
} as const;

export const createCalendarRepository = (database: Database) => {
  const read = <Row>(sql: string, memberId: string, { from, to }: DayRange) =>
    database.rows<Row>(sql, [uuidToBinary(memberId), from, to]);

  return {
    listSymptomDays: (memberId: string, days: DayRange) =>
      read<SymptomDayRow>(calendarSql.symptoms, memberId, days),

    /** One row a day and meter. */
    listPeakFlowDays: (memberId: string, days: DayRange) =>
      read<PeakFlowDayRow>(calendarSql.peakFlows, memberId, days),

    listSpirometryDays: (memberId: string, days: DayRange) =>
      read<SpirometryDayRow>(calendarSql.spirometries, memberId, days),

    listIntakeDays: (memberId: string, days: DayRange) =>
      read<IntakeDayRow>(calendarSql.intakes, memberId, days),

    async listEvents(memberId: string, days: DayRange) {
      const rows = await read<EventRow>(calendarSql.events, memberId, days);
      return rows.map((row) => ({ ...row, id: binaryToUuid(row.id) }));
    },
  };
};

export type CalendarRepository = ReturnType<typeof createCalendarRepository>;
