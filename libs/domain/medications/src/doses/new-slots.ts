import { plannedDoses } from '../reminders/horizon.ts';
import { missedAfter } from '../schedules/occurrences.ts';
import { ruleOf } from '../schedules/schedule-rule.ts';
import type { PlainSchedule } from '../schedules/schedule.entity.ts';
import { doseId } from './dose-id.ts';
import type { PlainDoseSlot } from './dose-slot.entity.ts';

/** A dose slot as it is first written: without an answer. */
export type NewSlot = Pick<
  PlainDoseSlot,
  | 'memberId'
  | 'id'
  | 'medicationId'
  | 'scheduleId'
  | 'dueAt'
  | 'missedAfter'
  | 'localDate'
  | 'localTime'
  | 'timeZone'
  | 'amountHundredths'
>;

/** To have what is due at an instant itself among what is due before. */
export const justAfter = (instant: Date): Date => new Date(instant.getTime() + 1);

/** What a schedule gives with from ≤ dueAt < to. */
export const newSlotsBetween = (schedule: PlainSchedule, from: Date, to: Date): NewSlot[] =>
  plannedDoses(ruleOf(schedule), from, to).map(({ dueAt, localDate, localTime, nextDueAt }) => ({
    memberId: schedule.memberId,
    id: doseId(schedule.id, dueAt),
    medicationId: schedule.medicationId,
    scheduleId: schedule.id,
    dueAt: dueAt.toISOString(),
    missedAfter: missedAfter(dueAt, nextDueAt).toISOString(),
    localDate,
    localTime,
    timeZone: schedule.timeZone,
    amountHundredths: schedule.amountHundredths,
  }));
