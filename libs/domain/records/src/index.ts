export { type EmergencyContactsOf } from './guidance/guidance.ts';
export { type AdherenceFacts, type MedicineFact, type MedicineFacts } from './insight/medicine-facts.ts';
export { type PersonFacts, type PersonOf } from './insight/person.ts';
export { createIntakePort } from './intake/intake-port.ts';
export { type Medicines } from './intake/medicines.ts';
export { recordsTables } from './records.tables.ts';
export { createRecords, type Records, type RecordsDeps } from './records.module.ts';
export { type LookAtRecords } from './staff/record.staff-routes.ts';
export { type Symptom, type SymptomKind, symptomKinds, type Trigger, triggers } from './symptom/symptoms.ts';
