import type { ClaimedReminder } from './reminder-claims.repository.ts';
import type { DeliveryRepository, EarlierDelivery } from './delivery.repository.ts';
import { DIGEST_SPAN_MS, nudgeSpanMs, usualWish } from './follow-ups.ts';
import type { Language, PushDevices, PushTarget } from './push-target.ts';
import type {
  RemindingWish,
  ReminderSubjectsRepository,
  SubjectDose,
} from './reminder-subjects.repository.ts';

/** All that decides what becomes of one claimed reminder. */
export interface ReminderFacts {
  readonly reminder: ClaimedReminder;
  readonly isExpired: boolean;
  /** What it speaks of, answered or not. */
  readonly doses: readonly SubjectDose[];
  readonly wish: RemindingWish;
  /** Of doses that are due now: a nudge that is planned already will speak of them as well. */
  readonly isNudgeAhead: boolean;
  /** Of a notice about a supply: it has not been refilled meanwhile. */
  readonly isSupplyLow: boolean;
  readonly targets: readonly PushTarget[];
  /** In which the member reads the notice of it. */
  readonly language: Language;
  /** Of attempts before this one. */
  readonly earlier: readonly EarlierDelivery[];
}

export interface ReminderFactsDeps {
  readonly subjects: ReminderSubjectsRepository;
  readonly ledger: Pick<DeliveryRepository, 'earlierOf'>;
  readonly devices: Pick<PushDevices, 'pushTargetsOf' | 'languagesOf'>;
}

/** A snooze ends before the next dose, so at most a few hours after its own. */
const SNOOZE_SPAN_MS = 24 * 60 * 60_000;

const minuteOf = ({ memberId, dueAt }: { memberId: string; dueAt: Date | string }) =>
  `${memberId} ${new Date(dueAt).toISOString()}`;

const grouped = <Item>(items: readonly Item[], keyOf: (item: Item) => string) => Map.groupBy(items, keyOf);

/** Reads the facts of a whole claim in a few statements. */
export const createReminderFacts = ({ subjects, ledger, devices }: ReminderFactsDeps) => {
  const before = (instant: Date, ms: number) => new Date(instant.getTime() - ms);

  /** Of the rarer kinds, which speak of doses of more than one minute. */
  const dosesOf = async ({ memberId, kind, dueAt }: ClaimedReminder, wish: RemindingWish, now: Date) => {
    switch (kind) {
      case 'nudge':
        return subjects.dosesDueBetween(memberId, before(dueAt, nudgeSpanMs(wish)), dueAt);
      case 'snooze': {
        const doses = await subjects.dosesDueBetween(memberId, before(dueAt, SNOOZE_SPAN_MS), dueAt);

        return doses.filter(({ snoozedUntil }) => snoozedUntil === dueAt.toISOString());
      }
      case 'digest':
        return subjects.dosesNotReminded(memberId, before(now, DIGEST_SPAN_MS), now);
      case 'dose':
      case 'supply':
        return [];
      default:
        return kind satisfies never;
    }
  };

  return async (reminders: readonly ClaimedReminder[], now: Date): Promise<ReminderFacts[]> => {
    const isExpired = ({ expiresAt }: ClaimedReminder) => expiresAt <= now;
    const memberIds = [...new Set(reminders.map(({ memberId }) => memberId))];
    const reachable = reminders.filter((reminder) => !isExpired(reminder)).map(({ memberId }) => memberId);
    const triedBefore = reminders.filter(({ attempt }) => attempt > 1).map(({ id }) => id);

    const [doses, wishes, targets, earlier] = await Promise.all([
      subjects.dosesDueAt(reminders.filter(({ kind }) => kind === 'dose')),
      subjects.wishesOf(memberIds),
      reachable.length > 0 ? devices.pushTargetsOf(reachable) : new Map<string, PushTarget[]>(),
      ledger.earlierOf(triedBefore),
    ]);
    const withoutDevice = [...new Set(reachable)].filter((memberId) => !targets.has(memberId));
    const languages = withoutDevice.length > 0 ? await devices.languagesOf(withoutDevice) : null;
    const nudged = reminders.filter(
      ({ kind, memberId }) => kind === 'dose' && (wishes.get(memberId) ?? usualWish).nudgeLimit > 0,
    );
    const beforeNudge = nudged.length > 0 ? await subjects.minutesBeforeNudge(nudged) : [];
    const minutesBeforeNudge = new Set(beforeNudge.map(minuteOf));
    const dosesByMinute = grouped(doses, minuteOf);
    const earlierByReminder = grouped(earlier, ({ reminderId }) => reminderId);

    const facts: ReminderFacts[] = [];
    // One after the other: a claim full of nudges must not take every connection of the pool.
    for (const reminder of reminders) {
      const wish = wishes.get(reminder.memberId) ?? usualWish;
      const reached = targets.get(reminder.memberId) ?? [];
      const own = reminder.kind === 'dose' ? dosesByMinute.get(minuteOf(reminder)) : undefined;
      facts.push({
        reminder,
        isExpired: isExpired(reminder),
        doses: own ?? (await dosesOf(reminder, wish, now)),
        wish,
        isSupplyLow: reminder.kind === 'supply' && (await subjects.isSupplyLow(reminder.memberId)),
        isNudgeAhead: reminder.kind === 'dose' && minutesBeforeNudge.has(minuteOf(reminder)),
        targets: reached,
        language: reached[0]?.language ?? languages?.get(reminder.memberId) ?? 'ko',
        earlier: earlierByReminder.get(reminder.id) ?? [],
      });
    }

    return facts;
  };
};
