import { type Database, sqlInstant, uuidToBinary } from '@soomcare/database';
import { createRowMapping } from '@soomcare/member-rows';

import { doseSlotTable, type PlainDoseSlot } from '../doses/dose-slot.entity.ts';
import type { CountedDose } from './coverage.ts';

export type AdherenceDose = CountedDose & Pick<PlainDoseSlot, 'medicationId' | 'amountHundredths'>;

export interface BoughtDoses {
  readonly medicationId: string;
  readonly medicationName: string;
  readonly doses: number;
  /** UTC, ISO 8601. */
  readonly occurredAt: string;
  readonly timeZone: string;
}

/** What of a slot neither its outcome nor its share of the supply follows from. */
const unread = [
  'memberId',
  'id',
  'scheduleId',
  'localTime',
  'answeredAt',
  'takenAmountHundredths',
  'intakeId',
  'skipReason',
  'version',
] as const satisfies (keyof PlainDoseSlot)[];

/** Nor where doses are only counted. */
const uncounted = [...unread, 'medicationId', 'amountHundredths'] as const satisfies (keyof PlainDoseSlot)[];

/** A dose, or a refill in the columns that it shares with one: the medication, the instant and its zone. */
type DoseOrRefill = AdherenceDose & {
  readonly medicationName: string | null;
  readonly bought: number | null;
};

/** Whose doses: all, or those of one medication. */
export interface AdherenceOf {
  readonly memberId: string;
  readonly medicationId: string | null;
}

const ofOne = (alias: string, { medicationId }: AdherenceOf) =>
  medicationId === null
    ? { sql: '', params: [] }
    : { sql: `AND ${alias}.medication_id = ?`, params: [uuidToBinary(medicationId)] };

const slots = createRowMapping(doseSlotTable);
const doseColumns = slots.selectList('s', unread);
const countedColumns = slots.selectList('s', uncounted);
const refillColumns = slots.unionList(
  {
    medicationId: 'BIN_TO_UUID(e.medication_id)',
    timeZone: 'e.time_zone',
    dueAt: "CONCAT(REPLACE(e.occurred_at, ' ', 'T'), 'Z')",
  },
  unread,
);

const dosesOf = (whose: AdherenceOf, from: string, to: string) => {
  const one = ofOne('s', whose);
  return {
    sql: `FROM dose_slots s WHERE s.member_id = ? AND s.local_date >= ? AND s.local_date <= ? ${one.sql}`,
    params: [uuidToBinary(whose.memberId), from, to, ...one.params],
  };
};

const refillsOf = (whose: AdherenceOf, before: Date) => {
  const one = ofOne('e', whose);
  return {
    sql: `FROM supply_events e JOIN medications m ON m.member_id = e.member_id AND m.id = e.medication_id
      WHERE e.member_id = ? ${one.sql} AND e.kind = 'refill' AND e.occurred_at < ?
        AND e.deleted_at IS NULL AND m.deleted_at IS NULL`,
    params: [uuidToBinary(whose.memberId), ...one.params, sqlInstant(before)],
  };
};

const asRefills = ({ medicationId, medicationName, bought, dueAt, timeZone }: DoseOrRefill): BoughtDoses[] =>
  medicationName === null || bought === null
    ? []
    : [{ medicationId, medicationName, doses: bought, occurredAt: dueAt, timeZone }];

/** Thirty days are many rows: MySQL writes them as they are wanted. */
export const createAdherenceRepository = (database: Database) => ({
  /** A member's doses of some local days, both included, in no order. */
  listCounted(memberId: string, from: string, to: string): Promise<CountedDose[]> {
    const doses = dosesOf({ memberId, medicationId: null }, from, to);
    return database.rows<CountedDose>(`SELECT ${countedColumns} ${doses.sql}`, doses.params);
  },

  /** The same with what their medications need, and all that was bought before an instant, oldest first. */
  async listDosesAndRefills(whose: AdherenceOf, from: string, to: string, before: Date) {
    const [doses, refills] = [dosesOf(whose, from, to), refillsOf(whose, before)];
    const rows = await database.rows<DoseOrRefill>(
      `SELECT ${doseColumns}, NULL AS medicationName, NULL AS bought ${doses.sql}
        UNION ALL SELECT ${refillColumns}, m.name, e.doses ${refills.sql}`,
      [...doses.params, ...refills.params],
    );
    return {
      doses: rows.filter(({ bought }) => bought === null),
      bought: rows
        .flatMap(asRefills)
        .toSorted((one, other) => Date.parse(one.occurredAt) - Date.parse(other.occurredAt)),
    };
  },
});

export type AdherenceRepository = ReturnType<typeof createAdherenceRepository>;
