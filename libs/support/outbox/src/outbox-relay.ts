import { type Database, failpoint, type FieldCipher } from '@soomcare/database';
import { type Logger, type Metrics } from '@soomcare/observability';
import { describeFailure, UnknownTopic, withDeadline } from './delivery.ts';
import { type ClaimedMessage, createOutboxMessageRepository } from './outbox-message.repository.ts';
import { payloadPlace } from './outbox.ts';
import { createPollLoop } from './poll-loop.ts';

/** Delivers one message; throws to have it tried again. It may be called twice with one `id`. */
export type OutboxHandler = (payload: unknown, meta: { id: string; attempt: number }) => Promise<void>;
export type OutboxHandlers = Readonly<Record<string, OutboxHandler>>;

export interface OutboxRelayDeps {
  database: Database;
  cipher: FieldCipher;
  /** One handler a topic; a message of another topic is tried again and at last given up. */
  handlers: OutboxHandlers;
  logger: Logger;
  metrics: Pick<
    Metrics,
    | 'outboxOldestSeconds'
    | 'outboxWaiting'
    | 'outboxDeadLetters'
    | 'outboxDelivered'
    | 'outboxFailed'
    | 'outboxDead'
  >;
  /** How long a claimed message is out of reach of other relays; a handler that takes longer has failed. */
  leaseSeconds?: number;
  batchSize?: number;
  /** After so many attempts a message is kept as a dead letter. */
  maxAttempts?: number;
  random?: () => number;
}

/** How many messages a run delivered, will try again, and gave up. */
export interface OutboxRun {
  delivered: number;
  failed: number;
  dead: number;
}

export interface OutboxRelay {
  /** Claims one batch and delivers it. Rejects when the database does not answer; leases then run out by themselves. */
  runOnce(): Promise<OutboxRun>;
  /** Runs until `stop`: at once again after a full batch, else every `everyMs`. */
  start(options: { everyMs: number }): void;
  /** Takes no new message; resolves when the ones in hand are finished or given back. */
  stop(): Promise<void>;
}

type Outcome = 'delivered' | 'failed' | 'dead' | 'left';

const CONCURRENCY = 5;
const MS_PER_SECOND = 1_000;
// The last fifth of a lease is kept for finishing: no handler begins or runs in it.
const USABLE_LEASE = 0.8;

/** The reading half of the outbox; any number of relays may run at once. */
export const createOutboxRelay = ({
  database,
  cipher,
  handlers,
  logger,
  metrics,
  leaseSeconds = 60,
  batchSize = 50,
  maxAttempts = 5,
  random = Math.random,
}: OutboxRelayDeps): OutboxRelay => {
  const messages = createOutboxMessageRepository(database);

  const backOffMs = (attempt: number): number => 2 ** attempt * MS_PER_SECOND * (0.5 + random());

  const deliver = async (
    { id, topic, payload, attempt }: ClaimedMessage,
    deadlineMs: number,
  ): Promise<void> => {
    const handler = Object.hasOwn(handlers, topic) ? handlers[topic] : undefined;
    if (!handler) throw new UnknownTopic();

    const opened: unknown = JSON.parse(cipher.open(payload, payloadPlace(id)));
    await withDeadline(handler(opened, { id, attempt }), deadlineMs);
  };

  const settleFailure = async (message: ClaimedMessage, error: unknown): Promise<Outcome> => {
    const { id, topic, attempt } = message;
    const lastError = describeFailure(error);
    metrics.outboxFailed.inc({ topic });
    if (attempt >= maxAttempts) {
      if (!(await messages.bury(message, lastError))) return 'left';

      metrics.outboxDead.inc({ topic });
      logger.error({ id, topic, attempt, err: error }, 'an outbox message was given up and needs a look');

      return 'dead';
    }

    logger.warn({ id, topic, attempt, err: error }, 'an outbox message will be tried again');

    return (await messages.postpone(message, backOffMs(attempt), lastError)) ? 'failed' : 'left';
  };

  const handle = async (message: ClaimedMessage, leaseEndsAt: number): Promise<Outcome> => {
    const leftMs = leaseEndsAt - performance.now();
    if (leftMs <= 0 || loop.isStopping()) {
      await messages.giveBack(message);

      return 'left';
    }
    // Taken more often than allowed without an end: it took its relays down with it.
    if (message.attempt > maxAttempts)
      return settleFailure(message, new Error('the relay died while delivering it'));

    try {
      await deliver(message, leftMs);
    } catch (error) {
      return settleFailure(message, error);
    }
    await failpoint('after_send');
    if (!(await messages.removeDelivered(message))) {
      logger.warn({ id: message.id, topic: message.topic }, 'a lease ended before its delivery did');

      return 'left';
    }
    metrics.outboxDelivered.inc({ topic: message.topic });

    return 'delivered';
  };

  const handleAll = async (claimed: ClaimedMessage[]): Promise<OutboxRun> => {
    const leaseEndsAt = performance.now() + leaseSeconds * MS_PER_SECOND * USABLE_LEASE;
    const run = { delivered: 0, failed: 0, dead: 0, left: 0 };
    const queue = claimed.values();
    const errors: unknown[] = [];
    const worker = async (): Promise<void> => {
      for (const message of queue) {
        try {
          run[await handle(message, leaseEndsAt)] += 1;
        } catch (error) {
          // The database failed, not the message: its lease runs out and it comes again.
          errors.push(error);
        }
      }
    };
    await Promise.all(Array.from({ length: CONCURRENCY }, worker));
    if (errors.length > 0) throw errors[0];

    return { delivered: run.delivered, failed: run.failed, dead: run.dead };
  };

  const measure = async (): Promise<void> => {
    const { oldestSeconds, waiting, deadLetters } = await messages.backlog();
    metrics.outboxOldestSeconds.set(oldestSeconds);
    metrics.outboxWaiting.set(waiting);
    metrics.outboxDeadLetters.set(deadLetters);
  };

  const claimAndHandle = async (): Promise<OutboxRun & { full: boolean }> => {
    const claimed = await messages.claim(batchSize, leaseSeconds);
    const run = await handleAll(claimed);
    await measure();

    return { ...run, full: claimed.length === batchSize };
  };

  const loop = createPollLoop({
    logger,
    name: 'outbox relay',
    work: async () => (await claimAndHandle()).full,
  });

  return {
    async runOnce() {
      const { delivered, failed, dead } = await claimAndHandle();

      return { delivered, failed, dead };
    },
    start: (options) => {
      loop.start(options);
    },
    stop: () => loop.stop(),
  };
};
