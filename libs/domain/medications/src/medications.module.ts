import { type Database, removeInBatches, type Transaction } from '@soomcare/database';
import { createIdempotency, type Endpoint } from '@soomcare/http';

import { createAdherenceRepository } from './adherence/adherence.repository.ts';
import { adherenceRoutes } from './adherence/adherence.routes.ts';
import { createAdherenceService } from './adherence/adherence.service.ts';
import { createDoseAnswers } from './doses/dose-answers.ts';
import { createDoseBook } from './doses/dose-book.ts';
import { createDoseSlotRepository } from './doses/dose-slot.repository.ts';
import { doseRoutes } from './doses/dose.routes.ts';
import type { IntakePort } from './doses/intake-port.ts';
import { createPastDoses } from './doses/past-doses.ts';
import { createDrugs } from './drugs/drugs.module.ts';
import { createMemberEraser } from './erase-member.repository.ts';
import { createMedicationRepository } from './medications/medication.repository.ts';
import { medicationRoutes } from './medications/medication.routes.ts';
import { createDeliveryRepository } from './reminders/delivery.repository.ts';
import { deliveryRoutes } from './reminders/delivery.routes.ts';
import { createDeliveryService } from './reminders/delivery.service.ts';
import { type LookAtMember, staffDeliveryRoutes } from './reminders/delivery.staff-routes.ts';
import { createReminderSettingsRepository } from './reminders/reminder-settings.repository.ts';
import { reminderSettingsRoutes } from './reminders/reminder-settings.routes.ts';
import { createReminderSettingsService } from './reminders/reminder-settings.service.ts';
import { createReminderRepository } from './reminders/reminder.repository.ts';
import { createSlotPlannerRepository } from './reminders/slot-planner.repository.ts';
import { createSlotPlanner } from './reminders/slot-planner.ts';
import { createKeptTimeZoneRepository } from './schedules/kept-time-zone.repository.ts';
import { reminderZoneRoutes } from './schedules/reminder-zone.routes.ts';
import { createReminderZoneService } from './schedules/reminder-zone.service.ts';
import { createScheduleRepository } from './schedules/schedule.repository.ts';
import { scheduleRoutes } from './schedules/schedule.routes.ts';
import { createSupplyEventRepository } from './supply/supply-event.repository.ts';
import { createSupplyNotices } from './supply/supply-notices.ts';
import { createSupplyReader } from './supply/supply-reader.ts';
import { supplyRoutes } from './supply/supply.routes.ts';
import { createSupplyService } from './supply/supply.service.ts';
import { createMedicineServices } from './sync/medicine-services.ts';
import { syncedDoses } from './sync/synced-doses.ts';
import { syncedMedications, syncedSchedules } from './sync/synced-medicines.ts';

export interface MedicationsDeps {
  readonly database: Database;
  readonly now: () => Date;
  readonly newId: () => string;
  /** The diary of intakes. */
  readonly intakes: IntakePort;
}

/** As in the diary: what was removed can be told from what never was for a month, then it is destroyed. */
const REMOVED_KEPT_MS = 30 * 24 * 60 * 60 * 1000;

/** A member's medicines, when they are due, and what is left of them. */
export const createMedications = ({ database, now, newId, intakes }: MedicationsDeps) => {
  const idempotency = createIdempotency({ database, now });
  const drugs = createDrugs({ database });
  const slotPlanner = createSlotPlanner({ database, now, newId });
  const medicationRows = createMedicationRepository(database);
  const scheduleRows = createScheduleRepository(database);
  const eraseRows = createMemberEraser(database);

  const clock = { now, newId };
  const { medications, schedules, doses } = createMedicineServices({ database, now, newId, intakes });
  const reminderZones = createReminderZoneService({
    database,
    schedules: scheduleRows,
    keptZones: createKeptTimeZoneRepository(database),
    planner: slotPlanner,
    now,
  });
  const supplyEvents = createSupplyEventRepository(database);
  const readSupply = createSupplyReader({
    supplyEvents,
    schedules: scheduleRows,
    intakes,
    findDrug: drugs.find,
    now,
  });
  const supply = createSupplyService({
    medications: medicationRows,
    supplyEvents,
    readSupply,
    idempotency,
    clock,
  });
  const reminders = createReminderRepository({ database, newId });
  const slotRows = createDoseSlotRepository(database);
  const doseBook = createDoseBook(slotRows);
  const deliveries = createDeliveryService({
    book: doseBook,
    ledger: createDeliveryRepository({ database, newId }),
  });
  const reminderSettings = createReminderSettingsService({
    database,
    settings: createReminderSettingsRepository(database),
  });
  const adherence = createAdherenceService({ adherence: createAdherenceRepository(database), now });

  const memberRoutes: Endpoint[] = [
    ...drugs.memberRoutes,
    ...medicationRoutes(medications),
    ...scheduleRoutes(schedules),
    ...reminderZoneRoutes(reminderZones),
    ...supplyRoutes(supply),
    ...doseRoutes(doses),
    ...deliveryRoutes(deliveries),
    ...reminderSettingsRoutes(reminderSettings),
    ...adherenceRoutes(adherence),
  ];

  return {
    memberRoutes,
    drugs,
    medications,
    schedules,
    supply,
    doses,
    /** Any member's, each read noted by `lookAt` beforehand. */
    staffRoutes: (lookAt: LookAtMember): Endpoint[] => staffDeliveryRoutes(deliveries, lookAt),
    /** What a member's devices may keep copies of, and write while they are offline. */
    syncedKinds(intakesOn: (database: Database) => IntakePort) {
      const servicesOn = (on: Database) =>
        createMedicineServices({ database: on, now, newId, intakes: intakesOn(on) });

      return [syncedMedications(servicesOn), syncedSchedules(servicesOn), syncedDoses(servicesOn)];
    },
    /** For the diary: an intake that names a dose answers it. */
    doseAnswers: createDoseAnswers({ medications: medicationRows, book: doseBook, doses: slotRows, now }),

    addPastDoses: createPastDoses({
      database,
      schedules: scheduleRows,
      slots: createSlotPlannerRepository(database),
      now,
    }),

    /** For a worker, once an hour. @returns how many reminders of a supply it has planned */
    supplyNotices: createSupplyNotices({ database, supplyEvents, readSupply, reminders, now }),

    /** Destroys all that is kept of a member here, within the withdrawal's own transaction. */
    async eraseMember(memberId: string, tx: Transaction): Promise<void> {
      await eraseRows(memberId, tx);
      await idempotency.eraseMember(memberId, tx);
    },

    /** Destroys what was removed more than 30 days ago, and reminders done by then. @returns how many rows. */
    async housekeeping(): Promise<number> {
      const before = new Date(now().getTime() - REMOVED_KEPT_MS);
      let destroyed = await removeInBatches((limit) => reminders.purgeDone(before, limit));
      for (const rows of [medicationRows, scheduleRows, supplyEvents]) {
        destroyed += await removeInBatches((limit) => rows.purgeRemoved(before, limit));
      }
      return destroyed;
    },
  };
};

export type Medications = ReturnType<typeof createMedications>;
