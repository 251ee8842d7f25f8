import { caregiverRefusalTable, caregiverTable } from './caregiver/caregiver.entity.ts';
import { doseSlotTable } from './doses/dose-slot.entity.ts';
import { drugTables } from './drugs/drug.entity.ts';
import { medicationTable } from './medications/medication.entity.ts';
import { deliveryTable } from './reminders/delivery.entity.ts';
import { reminderSettingsTable, reminderTable } from './reminders/reminder.entity.ts';
import { keptTimeZoneTable } from './schedules/kept-time-zone.entity.ts';
import { scheduleTable } from './schedules/schedule.entity.ts';
import { supplyEventTable } from './supply/supply-event.entity.ts';

/** Those with rows of members: each has the column `member_id`. */
export const memberTables = [
  medicationTable,
  scheduleTable,
  keptTimeZoneTable,
  supplyEventTable,
  doseSlotTable,
  reminderTable,
  deliveryTable,
  reminderSettingsTable,
  caregiverTable,
  caregiverRefusalTable,
] as const;

/** For the database's list of entities. */
export const medicationsTables = [...memberTables, ...drugTables] as const;
