import { DAY_MS, dayOfLocal, localOf, MINUTE_MS } from '../schedules/wall-time.ts';
import { zoneClock } from '../schedules/zone-clock.ts';
import type { NewReminder } from './reminder.repository.ts';
import type { ClaimedReminder } from './reminder-claims.repository.ts';
import type { RemindingWish, SubjectDose } from './reminder-subjects.repository.ts';

/** Quiet text and no nudges, until a member says otherwise. */
export const usualWish: RemindingWish = { lockScreen: 'quiet', nudgeEveryMinutes: 10, nudgeLimit: 0 };

/** How long after its due time a dose may still be nudged about. */
export const nudgeSpanMs = ({ nudgeEveryMinutes, nudgeLimit }: RemindingWish): number =>
  nudgeEveryMinutes * nudgeLimit * MINUTE_MS;

/** The next nudge after a reminder that was sent, while one of its doses is within the member's limit; else null. */
export const nextNudge = (
  { memberId, kind, dueAt }: Pick<ClaimedReminder, 'memberId' | 'kind' | 'dueAt'>,
  open: readonly Pick<SubjectDose, 'dueAt'>[],
  wish: RemindingWish,
  now: Date,
): NewReminder | null => {
  if (kind !== 'dose' && kind !== 'nudge') return null;

  const everyMs = wish.nudgeEveryMinutes * MINUTE_MS;
  const steps = Math.max(1, Math.floor((now.getTime() - dueAt.getTime()) / everyMs) + 1);
  const at = dueAt.getTime() + steps * everyMs;
  if (!open.some((dose) => at - Date.parse(dose.dueAt) <= nudgeSpanMs(wish))) return null;

  return { memberId, kind: 'nudge', dueAt: new Date(at), expiresAt: new Date(at + everyMs) };
};

/** Nobody wants to hear of yesterday's doses in the night. */
const DAYTIME = { from: '08:00', until: '21:00' };

/** An outage is marked dose by dose; its digest waits until that has been done. */
const DIGEST_WAIT_MS = MINUTE_MS;

/** How far back a digest looks. */
export const DIGEST_SPAN_MS = DAY_MS;

/** The digest of the member's local day: one key a day, however often it is asked for. */
export const digestOf = (memberId: string, timeZone: string, now: Date): NewReminder => {
  const clock = zoneClock(timeZone);
  const today = dayOfLocal(clock.localAt(now.getTime()));
  const earliest = now.getTime() + DIGEST_WAIT_MS;
  const isOver = earliest >= clock.instantOf(localOf(today, DAYTIME.until));
  const day = isOver ? today + 1 : today;
  const dueAt = clock.instantOf(localOf(day, DAYTIME.from));

  return {
    memberId,
    kind: 'digest',
    dueAt: new Date(dueAt),
    expiresAt: new Date(clock.instantOf(localOf(day, DAYTIME.until))),
    availableAt: new Date(Math.max(dueAt, earliest)),
  };
};
