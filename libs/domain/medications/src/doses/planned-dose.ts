import { occurrencesOn } from '../schedules/occurrences.ts';
import { ruleOf } from '../schedules/schedule-rule.ts';
import type { PlainSchedule } from '../schedules/schedule.entity.ts';
import type { PlainDoseSlot } from './dose-slot.entity.ts';
import { justAfter, newSlotsBetween } from './new-slots.ts';

/** A dose that nobody has answered. */
export const unanswered = {
  answer: null,
  answeredAt: null,
  takenAt: null,
  takenAmountHundredths: null,
  intakeId: null,
  skipReason: null,
  snoozedUntil: null,
} satisfies Partial<PlainDoseSlot>;

/** The doses with from ≤ dueAt < to as their rows will be. */
const plannedBetween = (schedule: PlainSchedule, from: Date, to: Date): PlainDoseSlot[] =>
  newSlotsBetween(schedule, from, to).map((slot) => ({
    ...slot,
    ...unanswered,
    cancelledAt: null,
    version: 1,
  }));

/** The doses of a schedule on one of its local days that are beyond its rows. */
export const plannedDosesOn = (schedule: PlainSchedule, localDate: string): PlainDoseSlot[] => {
  const beyond = new Date(schedule.materialisedUntil);
  const dues = occurrencesOn(ruleOf(schedule), localDate)
    .map(({ dueAt }) => dueAt)
    .filter((dueAt) => dueAt >= beyond);
  const [first, last] = [dues[0], dues.at(-1)];
  if (!first || !last) return [];

  return plannedBetween(schedule, first, justAfter(last)).filter((dose) => dose.localDate === localDate);
};

/** The dose of a schedule at an instant, or null where its rule has none there. */
export const plannedDoseAt = (schedule: PlainSchedule, dueAt: Date): PlainDoseSlot | null =>
  plannedBetween(schedule, dueAt, justAfter(dueAt))[0] ?? null;
