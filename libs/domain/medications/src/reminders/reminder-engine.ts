import { type Database, failpoint, type Transaction } from '@soomcare/database';
import type { Logger, Metrics } from '@soomcare/observability';
import type { PushSender } from '@soomcare/push';

import { createBatcher } from './batcher.ts';
import { type DatabaseClock, databaseClockFrom } from './database-clock.ts';
import { createDeliveryRepository } from './delivery.repository.ts';
import { createPermits } from './permits.ts';
import type { PushDevices } from './push-target.ts';
import { createReminderClaimsRepository } from './reminder-claims.repository.ts';
import { createReminderFacts } from './reminder-facts.ts';
import { planReminder, type ReminderPlan, type ReminderResult } from './reminder-plan.ts';
import { createReminderSending } from './reminder-sending.ts';
import { createReminderSubjectsRepository } from './reminder-subjects.repository.ts';
import type { ReminderNotice } from './reminder-texts.ts';
import { createReminderRepository } from './reminder.repository.ts';

export interface ReminderEngineDeps {
  readonly database: Database;
  readonly push: Pick<PushSender, 'send'>;
  readonly devices: PushDevices;
  /** Where a member reads what there was to tell, also without a device; bears being told twice. */
  readonly inbox: { add(notices: readonly ReminderNotice[], within?: Transaction): Promise<void> };
  readonly newId: () => string;
  readonly logger: Logger;
  readonly metrics: Pick<Metrics, 'counter' | 'gauge' | 'histogram'>;
}

export interface ReminderEngineSettings {
  /** How long a claimed reminder is out of reach of other workers; twice the deadline of a push, and more. */
  readonly leaseSeconds?: number;
  readonly batchSize?: number;
  readonly random?: () => number;
}

export interface ReminderEngine {
  /** Claims one batch; resolves when all of it is begun. @returns whether there may be more */
  tick(): Promise<boolean>;
  /** Resolves when everything begun has been finished. */
  drain(): Promise<void>;
  /** A tick with all that follows from it. */
  runOnce(): Promise<boolean>;
  /** Takes no new reminder; resolves when those in hand are finished or given back. */
  stop(): Promise<void>;
}

/** In the hands of one worker: one is sent while the one before is finished. */
const BATCHES_AT_ONCE = 2;
const FINISH = { size: 100, waitMs: 50 };

/** Up to the window after which a dose is no longer pushed. */
const LATENESS_BUCKETS_SECONDS = [1, 2, 5, 10, 30, 60, 120, 300, 600, 1_200, 1_800];

/**
 * Sends what is due. Any number of engines may run at once: a claim leases a reminder, and its fence keeps a worker
 * that is late from finishing it. After a crash a push may be repeated; its collapse key then replaces the first.
 */
export const createReminderEngine = (
  { database, push, devices, inbox, newId, logger, metrics }: ReminderEngineDeps,
  { leaseSeconds = 30, batchSize = 100, random = Math.random }: ReminderEngineSettings = {},
): ReminderEngine => {
  const claims = createReminderClaimsRepository(database);
  const ledger = createDeliveryRepository({ database, newId });
  const reminders = createReminderRepository({ database, newId });
  const readFacts = createReminderFacts({
    subjects: createReminderSubjectsRepository(database),
    ledger,
    devices,
  });
  const claimed = metrics.counter(
    'reminders_claimed_total',
    'Reminders taken in hand, those again among them',
  );
  const counted = metrics.counter('reminder_deliveries_total', 'Deliveries by how they ended', ['state']);
  const lost = metrics.counter('reminder_leases_lost_total', 'Reminders whose lease ended too early');
  const oldest = metrics.gauge('reminder_oldest_seconds', 'Age of the first due reminder in line');
  const lateness = metrics.histogram(
    'reminder_lateness_seconds',
    'From when a dose was due until a push service had its reminder',
    LATENESS_BUCKETS_SECONDS,
    ['kind'],
  );

  const halfLeaseMs = (leaseSeconds * 1_000) / 2;
  const permits = createPermits(BATCHES_AT_ONCE * batchSize);
  const inHand = new Set<Promise<unknown>>();
  let stopping = false;

  const sendReminder = createReminderSending({
    push,
    devices,
    logger,
    random,
    sendWithinMs: halfLeaseMs,
    isStopping: () => stopping,
  });

  const finish = async (results: readonly ReminderResult[]): Promise<void> => {
    await failpoint('reminders.before_finish');
    const kept = await database.transaction(async (tx) => {
      const own = await claims.settle(results, tx);
      const outcomes = own.flatMap((result) => result.outcomes);
      const notes = own.flatMap((result) => result.notes);
      await ledger.finish(tx, outcomes);
      await ledger.note(tx, notes);
      await reminders.addMissing(
        tx,
        own.flatMap(({ next }) => next ?? []),
      );
      await inbox.add(
        own.flatMap(({ notice }) => notice ?? []),
        tx,
      );

      return { count: own.length, deliveries: [...outcomes, ...notes] };
    });
    lost.inc(results.length - kept.count);
    for (const { state, sentAt, reminder } of kept.deliveries) {
      const { kind, dueAt } = reminder;
      counted.inc({ state });
      if (sentAt) lateness.observe({ kind }, (sentAt.getTime() - dueAt.getTime()) / 1_000);
    }
  };
  const finishing = createBatcher({ work: finish, ...FINISH });

  const deliver = async (plan: ReminderPlan, clock: DatabaseClock): Promise<void> => {
    try {
      await finishing.add(await sendReminder(plan, clock));
    } catch (err) {
      const { id } = plan.result.reminder;
      logger.warn({ err, reminderId: id }, 'a reminder was not finished and comes again after its lease');
    } finally {
      permits.free(1);
    }
  };

  const keepInHand = (work: Promise<unknown>): void => {
    const ended: Promise<unknown> = Promise.allSettled([work]).then(() => inHand.delete(ended));
    inHand.add(ended);
  };

  const claimAndBegin = async (): Promise<boolean> => {
    // First, so that what is claimed is sent at once and its lease is not spent on waiting.
    await permits.take(batchSize);
    let unused = batchSize;
    try {
      if (stopping) return false;

      const claim = await claims.claim(batchSize, leaseSeconds);
      claimed.inc(claim.reminders.length);
      oldest.set(await claims.oldestDueSeconds());
      if (claim.reminders.length === 0) return false;

      await failpoint('reminders.after_claim');
      const clock = databaseClockFrom(claim.at);
      const facts = await readFacts(claim.reminders, clock.now());
      if (stopping || clock.elapsedMs() > halfLeaseMs) {
        await claims.settle(claim.reminders.map((reminder) => ({ reminder, againInMs: 0, isUntried: true })));

        return false;
      }

      const plans = facts.map((each) => planReminder(each, clock.now()));
      await ledger.begin(plans.flatMap(({ attempts }) => attempts.map(({ rows }) => rows)));
      for (const plan of plans) {
        unused -= 1;
        keepInHand(deliver(plan, clock));
      }

      return claim.reminders.length === batchSize;
    } finally {
      permits.free(unused);
    }
  };

  const engine: ReminderEngine = {
    tick() {
      const ticking = claimAndBegin();
      keepInHand(ticking);

      return ticking;
    },

    async drain() {
      while (inHand.size > 0) await Promise.all(inHand);
    },

    async runOnce() {
      const isFull = await engine.tick();
      await engine.drain();

      return isFull;
    },

    async stop() {
      stopping = true;
      await engine.drain();
    },
  };

  return engine;
};
