import type { PlainDoseSlot } from './dose-slot.entity.ts';

export const doseStates = [
  'scheduled',
  'due',
  'taken',
  'taken_late',
  'skipped',
  'snoozed',
  'missed',
  'cancelled',
] as const;
export type DoseState = (typeof doseStates)[number];

/** What a dose's state follows from; instants are UTC, ISO 8601 with milliseconds, so they compare as texts. */
export type StatedDose = Pick<
  PlainDoseSlot,
  'dueAt' | 'missedAfter' | 'answer' | 'takenAt' | 'snoozedUntil' | 'cancelledAt'
>;

/**
 * Never stored: a dose becomes missed by the clock alone, and a late answer sets it right. Taken late is what was
 * taken after the window, whenever it was answered.
 */
export const doseStateOf = (dose: StatedDose, now: Date): DoseState => {
  if (dose.cancelledAt !== null) return 'cancelled';
  if (dose.answer === 'skipped') return 'skipped';
  if (dose.takenAt !== null) return dose.takenAt <= dose.missedAfter ? 'taken' : 'taken_late';

  const at = now.toISOString();
  if (dose.snoozedUntil !== null && at < dose.snoozedUntil) return 'snoozed';
  if (at < dose.dueAt) return 'scheduled';

  return at < dose.missedAfter ? 'due' : 'missed';
};
