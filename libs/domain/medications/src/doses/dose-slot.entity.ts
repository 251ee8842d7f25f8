import {
  instant,
  integer,
  localDate,
  nullable,
  primary,
  table,
  text,
  uuid,
  version,
} from '@soomcare/database';
import { MAX_TIME_ZONE, type PlainRow } from '@soomcare/member-rows';

export const doseAnswers = ['taken', 'skipped'] as const;
export type DoseAnswer = (typeof doseAnswers)[number];

/** One dose of a schedule at one instant. Its state follows from these columns and the clock; see dose-state.ts. */
export class DoseSlot {
  memberId!: string;
  /** Follows from schedule and instant, so a dose has its id before it has its row; see dose-id.ts. */
  id!: string;
  medicationId!: string;
  scheduleId!: string;
  dueAt!: Date;
  /** Unanswered until then, the dose is missed. */
  missedAfter!: Date;
  /** The day that owns the dose, whatever the clock shows when it is answered. */
  localDate!: string;
  localTime!: string;
  timeZone!: string;
  amountHundredths!: number;
  answer!: DoseAnswer | null;
  answeredAt!: Date | null;
  takenAt!: Date | null;
  takenAmountHundredths!: number | null;
  /** The diary's entry of the taking. */
  intakeId!: string | null;
  skipReason!: string | null;
  snoozedUntil!: Date | null;
  /** When its medication was archived or its schedule removed before an answer. */
  cancelledAt!: Date | null;
  version!: number;
}

export type PlainDoseSlot = PlainRow<DoseSlot>;

export const MAX_SKIP_REASON = 200;

export const doseSlotTable = table<DoseSlot>()({
  target: DoseSlot,
  tableName: 'dose_slots',
  columns: {
    memberId: primary(uuid()),
    id: primary(uuid()),
    medicationId: uuid(),
    scheduleId: uuid(),
    dueAt: instant(),
    missedAfter: instant(),
    localDate: localDate(),
    localTime: { ...text(5), type: 'char' },
    timeZone: text(MAX_TIME_ZONE),
    amountHundredths: integer({ unsigned: true }),
    answer: nullable(text<DoseAnswer>(7)),
    answeredAt: nullable(instant()),
    takenAt: nullable(instant()),
    takenAmountHundredths: nullable(integer({ unsigned: true })),
    intakeId: nullable(uuid()),
    skipReason: nullable(text(MAX_SKIP_REASON)),
    snoozedUntil: nullable(instant()),
    cancelledAt: nullable(instant()),
    version: version(),
  },
  indices: [
    {
      name: 'uq_dose_slots_member_id_schedule_id_due_at',
      columns: ['memberId', 'scheduleId', 'dueAt'],
      unique: true,
    },
    {
      name: 'ix_dose_slots_member_id_local_date_due_at_id',
      columns: ['memberId', 'localDate', 'dueAt', 'id'],
    },
    { name: 'ix_dose_slots_member_id_due_at', columns: ['memberId', 'dueAt'] },
  ],
});
