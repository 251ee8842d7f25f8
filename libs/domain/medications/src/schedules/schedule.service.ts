import type { Database, Transaction } from '@soomcare/database';
import { httpErrors, type Idempotency } from '@soomcare/http';
import { type CreateCall, insertOnce } from '@soomcare/member-rows';

import { amountOf } from '../medications/dose-amount.ts';
import { getMedication, type MedicationKey } from '../medications/get-medication.ts';
import type { PlainMedication } from '../medications/medication.entity.ts';
import { medicationErrors } from '../medications/medication.errors.ts';
import type { MedicationRepository } from '../medications/medication.repository.ts';
import { withPatch } from '../patch.ts';
import type { SlotPlanner } from '../reminders/slot-planner.ts';
import { nextDueAt } from './next-due.ts';
import { pausesOf, ruleOf, timesOf, weekdaysOf } from './schedule-rule.ts';
import type { PlainSchedule } from './schedule.entity.ts';
import { scheduleErrors } from './schedule.errors.ts';
import type { ScheduleRepository } from './schedule.repository.ts';
import type { CreateSchedule, ScheduleContent, ScheduleView, UpdateSchedule } from './schedule.schemas.ts';
import { settleSchedule } from './settled-schedule.ts';

export interface ScheduleDeps {
  readonly database: Pick<Database, 'transaction'>;
  readonly medications: Pick<MedicationRepository, 'find' | 'lock'>;
  readonly schedules: ScheduleRepository;
  readonly planner: Pick<SlotPlanner, 'replan'>;
  readonly idempotency: Idempotency;
  readonly clock: { readonly now: () => Date; readonly newId: () => string };
}

/** More than any taper has steps. They are one page, and they bound what one medicine makes workers do. */
export const MAX_SCHEDULES = 50;

const contentOf = (schedule: PlainSchedule) => ({
  ...schedule,
  times: timesOf(schedule),
  weekdays: weekdaysOf(schedule),
  pauses: pausesOf(schedule),
  amount: amountOf(schedule.amountHundredths),
});

export const createScheduleService = ({
  database,
  medications,
  schedules,
  planner,
  idempotency,
  clock: { now, newId },
}: ScheduleDeps) => {
  const present = (schedule: PlainSchedule, { archivedAt }: PlainMedication): ScheduleView => ({
    ...contentOf(schedule),
    nextDueAt: archivedAt === null ? (nextDueAt(ruleOf(schedule), now())?.toISOString() ?? null) : null,
  });

  /** Always the medication first, so that its schedules change one after the other. */
  const lockMedication = async (tx: Transaction, { memberId, medicationId }: MedicationKey) => {
    const medication = await medications.lock(tx, memberId, medicationId);
    if (!medication) throw medicationErrors.MEDICATION_NOT_FOUND();

    return medication;
  };

  const refuseArchived = ({ archivedAt }: PlainMedication) => {
    if (archivedAt !== null) throw medicationErrors.MEDICATION_ARCHIVED();
  };

  const requireOwned = (schedule: PlainSchedule | null, { medicationId }: MedicationKey): PlainSchedule => {
    if (schedule?.medicationId !== medicationId) throw scheduleErrors.SCHEDULE_NOT_FOUND();

    return schedule;
  };

  const lock = async (tx: Transaction, owner: MedicationKey, id: string, expected: number | null) => {
    const schedule = requireOwned(await schedules.lock(tx, owner.memberId, id), owner);
    if (expected !== null && expected !== schedule.version) throw httpErrors.VERSION_MISMATCH();

    return schedule;
  };

  const insertPlanned = async (tx: Transaction, row: PlainSchedule) => {
    const medication = await lockMedication(tx, row);
    refuseArchived(medication);
    const others = await schedules.lockAllOf(tx, row.memberId, row.medicationId);
    if (others.length >= MAX_SCHEDULES) throw scheduleErrors.TOO_MANY_SCHEDULES();

    const planned = { ...row, courseEndsOn: medication.endsOn };
    const { materialisedUntil } = await planner.replan(tx, null, planned, now());
    await schedules.insert({ ...planned, materialisedUntil: materialisedUntil.toISOString() }, tx);
  };

  /** The row and its doses are there together, or neither. */
  const rows: ScheduleRepository = {
    ...schedules,
    insert: (row, within) =>
      within ? insertPlanned(within, row) : database.transaction((tx) => insertPlanned(tx, row)),
  };

  return {
    async create(
      owner: MedicationKey,
      { id = newId(), ...content }: CreateSchedule,
      { key, fingerprint }: CreateCall,
    ): Promise<ScheduleView> {
      const medication = await getMedication(medications, owner);
      refuseArchived(medication);

      const at = now().toISOString();
      const made = { ...owner, id, version: 1, createdAt: at, updatedAt: at, deletedAt: null };
      const row: PlainSchedule = {
        ...settleSchedule(content, medication),
        ...made,
        createFingerprint: fingerprint,
        materialisedUntil: at,
      };

      return present(
        await insertOnce({ rows, idempotency }, row, { operation: 'createSchedule', key }),
        medication,
      );
    },

    /** All of a medicine, in the order in which they begin. */
    async list(owner: MedicationKey) {
      const medication = await getMedication(medications, owner);
      const items = await schedules.listOf(owner.memberId, owner.medicationId);

      return { items: items.map((schedule) => present(schedule, medication)), nextCursor: null };
    },

    async get(owner: MedicationKey, id: string): Promise<ScheduleView> {
      const medication = await getMedication(medications, owner);

      return present(requireOwned(await schedules.find(owner.memberId, id), owner), medication);
    },

    /** Lays `patch` over what is there and checks the whole again. Only doses to come change. */
    update: (
      owner: MedicationKey,
      id: string,
      patch: UpdateSchedule,
      expected: number | null,
    ): Promise<ScheduleView> =>
      database.transaction(async (tx) => {
        const medication = await lockMedication(tx, owner);
        const before = await lock(tx, owner, id, expected);
        refuseArchived(medication);

        const content = withPatch<ScheduleContent>(contentOf(before), patch);
        const edited: PlainSchedule = {
          ...before,
          ...settleSchedule(content, medication),
          version: before.version + 1,
          updatedAt: now().toISOString(),
        };
        const { materialisedUntil } = await planner.replan(tx, before, edited, now());
        await schedules.save(tx, { ...edited, materialisedUntil: materialisedUntil.toISOString() });

        return present(edited, medication);
      }),

    /** Takes the open doses away; what was due or answered before stays. */
    remove: (owner: MedicationKey, id: string, expected: number | null): Promise<void> =>
      database.transaction(async (tx) => {
        const { archivedAt } = await lockMedication(tx, owner);
        const before = await lock(tx, owner, id, expected);
        const at = now();
        const { materialisedUntil } = await planner.replan(tx, archivedAt === null ? before : null, null, at);
        await schedules.save(tx, {
          ...before,
          version: before.version + 1,
          updatedAt: at.toISOString(),
          deletedAt: at.toISOString(),
          materialisedUntil: materialisedUntil.toISOString(),
        });
      }),
  };
};

export type ScheduleService = ReturnType<typeof createScheduleService>;
