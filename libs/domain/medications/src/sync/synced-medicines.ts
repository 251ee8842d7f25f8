import { hash } from 'node:crypto';

import type { Database } from '@soomcare/database';
import type { CreateCall } from '@soomcare/member-rows';
import { z } from 'zod';

import {
  createMedicationBody,
  medicationView,
  updateMedicationBody,
} from '../medications/medication.schemas.ts';
import { scheduleErrors } from '../schedules/schedule.errors.ts';
import { createScheduleRepository } from '../schedules/schedule.repository.ts';
import {
  createScheduleBody,
  scheduleView,
  updateScheduleBody,
  type UpdateSchedule,
} from '../schedules/schedule.schemas.ts';
import { listEach } from './list-each.ts';
import type { MedicineServices } from './medicine-services.ts';

/** The path of a schedule's own route names its medication; a mutation has no path. */
const createSyncedScheduleBody = createScheduleBody.extend({ medicationId: z.uuid().toLowerCase() });

/** When a schedule is due next follows from it and the clock: a copy of that would be old within hours. */
const syncedScheduleView = scheduleView.omit({ nextDueAt: true }).meta({ id: 'SyncedSchedule' });

type CreateSyncedSchedule = z.output<typeof createSyncedScheduleBody>;

/** Medications, for devices that keep copies of them. */
export const syncedMedications = (servicesOn: (database: Database) => MedicineServices) => ({
  name: 'medications',
  description: 'Created, edited and removed, not restored',
  body: createMedicationBody,
  patch: updateMedicationBody,
  view: medicationView,
  on(database: Database) {
    const { create, update, remove, get } = servicesOn(database).medications;

    return { create, update, remove, listByIds: listEach(get) };
  },
});

/** Schedules, named by their id alone. */
export const syncedSchedules = (servicesOn: (database: Database) => MedicineServices) => ({
  name: 'schedules',
  description:
    'Created, edited and removed, not restored; the `fields` of a create name the `medicationId` as well',
  body: createSyncedScheduleBody,
  patch: updateScheduleBody,
  view: syncedScheduleView,
  on(database: Database) {
    const { schedules } = servicesOn(database);
    const { find } = createScheduleRepository(database);

    const ownerOf = async (memberId: string, id: string) => {
      const schedule = await find(memberId, id);
      if (!schedule) throw scheduleErrors.SCHEDULE_NOT_FOUND();

      return { memberId, medicationId: schedule.medicationId };
    };

    return {
      /** Fingerprinted as by its own route. */
      create: (memberId: string, { medicationId, ...body }: CreateSyncedSchedule, { key }: CreateCall) =>
        schedules.create({ memberId, medicationId }, body, {
          key,
          fingerprint: hash('sha256', JSON.stringify(body), 'buffer'),
        }),

      update: async (memberId: string, id: string, patch: UpdateSchedule, expected: number | null) =>
        schedules.update(await ownerOf(memberId, id), id, patch, expected),

      remove: async (memberId: string, id: string, expected: number | null) =>
        schedules.remove(await ownerOf(memberId, id), id, expected),

      listByIds: listEach(async (memberId, id) => schedules.get(await ownerOf(memberId, id), id)),
    };
  },
});
