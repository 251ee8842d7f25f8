import type { Database } from '@soomcare/database';
import { createIdempotency } from '@soomcare/http';

import { createDoseBook } from '../doses/dose-book.ts';
import { createDoseSlotRepository } from '../doses/dose-slot.repository.ts';
import { createDoseService } from '../doses/dose.service.ts';
import type { IntakePort } from '../doses/intake-port.ts';
import { createDrugRepository } from '../drugs/drug.repository.ts';
import { createMedicationRepository } from '../medications/medication.repository.ts';
import { createMedicationService } from '../medications/medication.service.ts';
import { createReminderRepository } from '../reminders/reminder.repository.ts';
import { createSlotPlanner } from '../reminders/slot-planner.ts';
import { createCoursePlan } from '../schedules/course-plan.ts';
import { createScheduleRepository } from '../schedules/schedule.repository.ts';
import { createScheduleService } from '../schedules/schedule.service.ts';

export interface MedicineServicesDeps {
  readonly database: Database;
  readonly now: () => Date;
  readonly newId: () => string;
  readonly intakes: IntakePort;
}

/** What a member writes of their medicines, by way of a database, which may be one transaction's. */
export const createMedicineServices = ({ database, now, newId, intakes }: MedicineServicesDeps) => {
  const clock = { now, newId };
  const idempotency = createIdempotency({ database, now });
  const medications = createMedicationRepository(database);
  const schedules = createScheduleRepository(database);
  const doses = createDoseSlotRepository(database);
  const planner = createSlotPlanner({ database, now, newId });

  return {
    medications: createMedicationService({
      database,
      medications,
      coursePlan: createCoursePlan({ schedules, planner, now }),
      intakes,
      findDrug: createDrugRepository(database).find,
      idempotency,
      clock,
    }),
    schedules: createScheduleService({ database, medications, schedules, planner, idempotency, clock }),
    doses: createDoseService({
      database,
      book: createDoseBook(doses),
      doses,
      intakes,
      reminders: createReminderRepository({ database, newId }),
      clock,
    }),
  };
};

export type MedicineServices = ReturnType<typeof createMedicineServices>;
