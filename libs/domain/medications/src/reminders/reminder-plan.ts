import { type DoseState, doseStateOf } from '../doses/dose-state.ts';
import { NO_DEVICE, NO_SLOT } from './delivery.entity.ts';
import type { DeliveryReason } from './delivery-reasons.ts';
import type { EarlierDelivery, LedgerOutcome, LedgerRows } from './delivery.repository.ts';
import { digestOf } from './follow-ups.ts';
import type { PushTarget } from './push-target.ts';
import type { ReminderFacts } from './reminder-facts.ts';
import type { NewReminder } from './reminder.repository.ts';
import type { Settlement } from './reminder-claims.repository.ts';
import type { SubjectDose } from './reminder-subjects.repository.ts';
import { namesOf, type ReminderNotice, reminderNotice } from './reminder-texts.ts';

/** How one claimed reminder ends, this time. */
export interface ReminderResult extends Settlement {
  readonly reminder: ReminderFacts['reminder'];
  /** Ledger rows of what was not attempted. */
  readonly notes: readonly LedgerOutcome[];
  /** Of rows that an attempt has begun. */
  readonly outcomes: readonly LedgerOutcome[];
  /** What follows from it: a nudge or a digest. */
  readonly next: NewReminder | null;
  /** What the member reads in the inbox; null when there was nothing to tell. */
  readonly notice: ReminderNotice | null;
}

export interface Attempt {
  readonly target: PushTarget;
  readonly rows: LedgerRows;
}

export interface ReminderPlan {
  readonly facts: ReminderFacts;
  /** Doses that still want an answer. */
  readonly open: readonly SubjectDose[];
  readonly attempts: readonly Attempt[];
  /** As it ends if there is nothing to attempt. */
  readonly result: ReminderResult;
}

const closedReasons: Partial<Record<DoseState, DeliveryReason>> = {
  taken: 'answered',
  taken_late: 'answered',
  skipped: 'answered',
  cancelled: 'cancelled',
  snoozed: 'snoozed',
};

const isBegun = ({ state }: EarlierDelivery) => state === 'claimed';

const idsOf = (doses: readonly SubjectDose[]) => doses.map(({ id }) => id);

/** What to do with a claimed reminder, from the facts alone. */
export const planReminder = (facts: ReminderFacts, now: Date): ReminderPlan => {
  const { reminder, doses, targets, earlier, isExpired, isSupplyLow } = facts;
  const { kind, memberId } = reminder;
  const reasonOf = (dose: SubjectDose) => closedReasons[doseStateOf(dose, now)];
  // The limit of nudges may reach further than a dose's window: what is missed is not nudged about.
  const isOpen = (dose: SubjectDose) =>
    kind === 'nudge' ? doseStateOf(dose, now) === 'due' : reasonOf(dose) === undefined;
  const open = doses.filter(isOpen);
  // A nudge or a digest that is no longer needed says nothing about a dose.
  const closed = kind === 'dose' || kind === 'snooze' ? doses.filter((dose) => reasonOf(dose)) : [];

  const note = (slotIds: readonly string[], state: LedgerOutcome['state'], reason: DeliveryReason) =>
    slotIds.length > 0 ? [{ reminder, deviceId: NO_DEVICE, slotIds, state, reason }] : [];
  const closedNotes = closed.flatMap((dose) => note([dose.id], 'not_sent', reasonOf(dose) ?? 'answered'));
  const done = (different: Partial<ReminderResult> = {}): ReminderPlan => ({
    facts,
    open,
    attempts: [],
    result: {
      reminder,
      againInMs: null,
      notes: closedNotes,
      outcomes: [],
      next: null,
      notice: null,
      ...different,
    },
  });
  /** How attempts end that were begun and whose outcome nobody knows, or that a provider put off. */
  const endBegun = (
    state: LedgerOutcome['state'],
    reason: DeliveryReason,
    begun = earlier,
  ): LedgerOutcome[] =>
    begun.filter(isBegun).map((each) => ({
      reminder,
      deviceId: each.deviceId,
      slotIds: [],
      state,
      reason: each.reason ?? reason,
    }));

  const slotIds = isSupplyLow ? [NO_SLOT] : idsOf(open);
  if (isExpired) {
    const wasTried = earlier.length > 0;
    const wasSent = earlier.some(({ state }) => state === 'sent' || state === 'acknowledged');
    const [first] = open;
    const isOwed = (kind === 'dose' || kind === 'snooze') && !wasSent;

    return done({
      notes: wasTried ? closedNotes : [...closedNotes, ...note(slotIds, 'missed_to_send', 'window_passed')],
      outcomes: endBegun('failed', 'interrupted'),
      next: first && isOwed ? digestOf(memberId, first.timeZone, now) : null,
    });
  }
  if (slotIds.length === 0) return done({ outcomes: endBegun('not_sent', 'answered') });

  const hasEnded = ({ deviceId }: PushTarget) =>
    earlier.some((each) => each.deviceId === deviceId && !isBegun(each));
  const attempts = targets
    .filter((target) => !hasEnded(target))
    .map((target) => ({ target, rows: { reminder, deviceId: target.deviceId, slotIds } }));
  const notice = reminderNotice(reminder, facts.language, namesOf(open));
  if (attempts.length === 0 && earlier.length === 0) {
    return done({ notes: [...closedNotes, ...note(slotIds, 'not_sent', 'no_device')], notice });
  }

  const withoutTarget = earlier.filter((each) => !targets.some(({ deviceId }) => deviceId === each.deviceId));

  return { ...done({ outcomes: endBegun('failed', 'token_gone', withoutTarget), notice }), attempts };
};
