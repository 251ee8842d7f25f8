// An entry of its own: a worker sends reminders before it loads the rest of this lib.
export { createReminderEngine, type ReminderEngine, type ReminderEngineDeps } from './reminder-engine.ts';
export { createSlotPlanner, type SlotPlanner } from './slot-planner.ts';
