import { failpoint } from '@soomcare/database';
import type { Logger } from '@soomcare/observability';
import type { PushResult, PushSender } from '@soomcare/push';

import type { DatabaseClock } from './database-clock.ts';
import type { LedgerOutcome } from './delivery.repository.ts';
import { nextNudge } from './follow-ups.ts';
import type { PushDevices } from './push-target.ts';
import type { Attempt, ReminderPlan, ReminderResult } from './reminder-plan.ts';
import { namesOf, reminderMessage } from './reminder-texts.ts';

export interface ReminderSendingDeps {
  readonly push: Pick<PushSender, 'send'>;
  readonly devices: Pick<PushDevices, 'forgetPushToken'>;
  readonly logger: Logger;
  readonly random: () => number;
  /** From then on after the claim nothing is sent: the rest of the lease is for sends under way and for finishing. */
  readonly sendWithinMs: number;
  readonly isStopping: () => boolean;
}

interface Sent {
  readonly outcome: LedgerOutcome;
  /** Null when this device is done with. */
  readonly againInMs: number | null;
}

const SECOND_MS = 1_000;
const MAX_PAUSE_SECONDS = 300;

/** A provider that is away puts off every push, and one line tells it as well. */
const TOLD_EVERY_MS = 60_000;

/** Sends the pushes of one reminder at a time. */
export const createReminderSending = ({
  push,
  devices,
  logger,
  random,
  sendWithinMs,
  isStopping,
}: ReminderSendingDeps) => {
  const pauseMs = (attempt: number, retryAfterSeconds: number | null): number => {
    const backOff = Math.min(2 ** attempt, MAX_PAUSE_SECONDS) * (0.5 + random());

    return Math.max(backOff, retryAfterSeconds ?? 0) * SECOND_MS;
  };

  const toldAt = new Map<string, number>();
  /** Why: of a wrong key of ours nothing else tells. */
  const tellPutOff = (reason: string): void => {
    const at = performance.now();
    if (at - (toldAt.get(reason) ?? -Infinity) < TOLD_EVERY_MS) return;

    toldAt.set(reason, at);
    logger.warn({ reason }, 'the push service puts pushes off');
  };

  const settled = async (
    result: PushResult,
    { target, rows }: Attempt,
    { reminder }: ReminderPlan['facts'],
    clock: DatabaseClock,
  ): Promise<Sent> => {
    switch (result.outcome) {
      case 'accepted': {
        const { providerId } = result;

        return {
          outcome: { ...rows, state: 'sent', reason: null, providerId, sentAt: clock.now() },
          againInMs: null,
        };
      }
      case 'token-gone':
        await devices.forgetPushToken(reminder.memberId, target.deviceId, target.token);

        return { outcome: { ...rows, state: 'failed', reason: 'token_gone' }, againInMs: null };
      case 'refused':
        logger.warn({ reminderId: reminder.id, reason: result.reason }, 'a push was refused');

        return { outcome: { ...rows, state: 'failed', reason: 'provider_refused' }, againInMs: null };
      case 'try-later':
        tellPutOff(result.reason);

        return {
          outcome: { ...rows, state: 'claimed', reason: 'provider_unavailable' },
          againInMs: pauseMs(reminder.attempt, result.retryAfterSeconds),
        };
      default:
        return result satisfies never;
    }
  };

  const send = async (plan: ReminderPlan, attempt: Attempt, clock: DatabaseClock): Promise<Sent> => {
    const { reminder, wish } = plan.facts;
    const leftMs = reminder.expiresAt.getTime() - clock.now().getTime();
    if (isStopping() || clock.elapsedMs() > sendWithinMs || leftMs < SECOND_MS) {
      return { outcome: { ...attempt.rows, state: 'claimed', reason: null }, againInMs: SECOND_MS };
    }

    await failpoint('reminders.before_send');
    const message = reminderMessage({
      reminder,
      target: attempt.target,
      lockScreen: wish.lockScreen,
      names: namesOf(plan.open),
      ttlSeconds: Math.floor(leftMs / SECOND_MS),
    });
    const result = await push.send(attempt.target, message);
    await failpoint('reminders.after_send');

    return settled(result, attempt, plan.facts, clock);
  };

  /** @returns how the reminder ends, this time */
  return async (plan: ReminderPlan, clock: DatabaseClock): Promise<ReminderResult> => {
    if (plan.attempts.length === 0) return plan.result;

    const { reminder, wish, isNudgeAhead, earlier } = plan.facts;
    const sent = await Promise.all(plan.attempts.map((attempt) => send(plan, attempt, clock)));
    const outcomes = sent.map(({ outcome }) => outcome);
    const pauses = sent.flatMap(({ againInMs }) => againInMs ?? []);
    const isDone = pauses.length === 0;
    const wasSent = [...outcomes, ...earlier].some(
      ({ state }) => state === 'sent' || state === 'acknowledged',
    );

    return {
      ...plan.result,
      outcomes: [...plan.result.outcomes, ...outcomes],
      againInMs: isDone ? null : Math.max(...pauses),
      next: isDone && wasSent && !isNudgeAhead ? nextNudge(reminder, plan.open, wish, clock.now()) : null,
    };
  };
};
