export { createMedicineFacts } from './adherence/medicine-facts.ts';
export { type Caregivers, createCaregivers } from './caregiver/caregivers.module.ts';
export type { NoticedMember } from './caregiver/caregiver.deps.ts';
export { importReport } from './drugs/import/import-report.ts';
export { type DrugImportDeps, type DrugImportOptions, importDrugs } from './drugs/import/import-drugs.ts';
export { ownDrugList, seedDrugs } from './drugs/import/seed-drugs.ts';
export { doseId } from './doses/dose-id.ts';
export { type IntakePort, type ListedIntake, type TakenDose } from './doses/intake-port.ts';
export { createMedications, type Medications, type MedicationsDeps } from './medications.module.ts';
export { medicationsTables } from './medications.tables.ts';
export {
  createReminderEngine,
  type ReminderEngine,
  type ReminderEngineDeps,
} from './reminders/reminder-engine.ts';
export { createSlotPlanner, type SlotPlanner } from './reminders/slot-planner.ts';
