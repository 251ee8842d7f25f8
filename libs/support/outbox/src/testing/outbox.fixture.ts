import { randomBytes } from 'node:crypto';
import { createFieldCipher, type Database, newUuid } from '@soomcare/database';
import { createLogger, createMetrics } from '@soomcare/observability';
import { truncateAll, useTestDatabase } from '@soomcare/testing';
import { beforeEach } from 'vitest';
import { outboxMessageTable } from '../outbox-message.entity.ts';
import {
  createOutboxRelay,
  type OutboxHandler,
  type OutboxHandlers,
  type OutboxRelay,
  type OutboxRelayDeps,
} from '../outbox-relay.ts';
import { createOutbox, type Outbox } from '../outbox.ts';

interface Delivered {
  payload: unknown;
  attempt: number;
}

/** A handler that remembers. */
export const createRecorder = (): { handler: OutboxHandler; delivered: Delivered[] } => {
  const delivered: Delivered[] = [];

  return {
    delivered,
    handler: (payload, { attempt }) => {
      delivered.push({ payload, attempt });

      return Promise.resolve();
    },
  };
};

export interface OutboxBench {
  database: () => Database;
  outbox: Outbox;
  relayWith: (handlers: OutboxHandlers, options?: Partial<OutboxRelayDeps>) => OutboxRelay;
  addMany: (count: number, topic?: string) => Promise<void>;
  countMessages: (where?: string) => Promise<number>;
  /** Time passes for the database's clock: what was to come is due, leases have run out. */
  letTimePass: () => Promise<unknown>;
}

/** An outbox on a database of this test file, empty before each test. */
export const useOutbox = (): OutboxBench => {
  const database = useTestDatabase({ entities: [outboxMessageTable] });
  const cipher = createFieldCipher({ keys: [{ id: 1, key: randomBytes(32) }] });
  const outbox = createOutbox({ cipher, newId: newUuid });
  const logger = createLogger({ level: 'silent', name: 'test' });
  beforeEach(() => truncateAll(database()));

  return {
    database,
    outbox,
    relayWith: (handlers, options = {}) =>
      createOutboxRelay({
        database: database(),
        cipher,
        handlers,
        logger,
        metrics: createMetrics(),
        ...options,
      }),
    addMany: (count, topic = 'note') =>
      database().transaction(async (tx) => {
        for (let number = 0; number < count; number += 1)
          await outbox.add(tx, { topic, payload: { number } });
      }),
    countMessages: async (where = 'TRUE') => {
      const [row] = await database().rows<{ total: number }>(
        `SELECT COUNT(*) AS total FROM outbox_messages WHERE ${where}`,
      );

      return row?.total ?? -1;
    },
    letTimePass: () =>
      database().run(
        `UPDATE outbox_messages
         SET available_at = available_at - INTERVAL 1 DAY, lease_until = lease_until - INTERVAL 1 DAY`,
      ),
  };
};
