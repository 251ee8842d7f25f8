import { armFailpoint, newUuid, uuidToBinary } from '@soomcare/database';
import { createMetrics } from '@soomcare/observability';
import { afterEach, describe, expect, test } from 'vitest';
import { createOutboxMessageRepository } from './outbox-message.repository.ts';
import { createRecorder, useOutbox } from './testing/outbox.fixture.ts';

const { database, relayWith, addMany, countMessages, letTimePass } = useOutbox();

let disarm = (): void => {};
afterEach(() => {
  disarm();
});

describe('failure', () => {
  test('a crash between sending and finishing leads to a second delivery, after the lease', async () => {
    const { handler, delivered } = createRecorder();
    await addMany(1);
    disarm = armFailpoint('after_send', () => {
      throw new Error('killed');
    });
    await expect(relayWith({ note: handler }).runOnce()).rejects.toThrow('killed');
    disarm();

    await relayWith({ note: handler }).runOnce();
    expect(delivered).toHaveLength(1);

    await letTimePass();
    await relayWith({ note: handler }).runOnce();
    expect(delivered.map(({ attempt }) => attempt)).toEqual([1, 2]);
    expect(await countMessages()).toBe(0);
  });

  test('a relay whose lease was taken over can neither finish nor postpone nor bury the message', async () => {
    await addMany(1);
    const messages = createOutboxMessageRepository(database());
    const [stale] = await messages.claim(1, 60);
    await letTimePass();
    const [fresh] = await messages.claim(1, 60);
    if (!stale || !fresh) throw new Error('both claims should have found the message');

    expect(await messages.removeDelivered(stale)).toBe(false);
    expect(await messages.postpone(stale, 1_000, 'late')).toBe(false);
    expect(await messages.bury(stale, 'late')).toBe(false);
    expect(await messages.removeDelivered(fresh)).toBe(true);
  });

  test('a failing message comes again later, and its last error holds no address', async () => {
    await addMany(1);
    const failing = relayWith({
      note: () => Promise.reject(new Error('550 <someone@example.com> is unknown')),
    });

    await expect(failing.runOnce()).resolves.toEqual({ delivered: 0, failed: 1, dead: 0 });

    const [row] = await database().rows<{ last_error: string; wait: number; attempts: number }>(
      `SELECT last_error, attempts, TIMESTAMPDIFF(MICROSECOND, NOW(3), available_at) AS wait FROM outbox_messages`,
    );
    expect(row?.attempts).toBe(1);
    expect(row?.last_error).toContain('is unknown');
    expect(row?.last_error).not.toContain('someone');
    // 2 s ± 50 %, with room for a slow machine.
    expect(row?.wait).toBeGreaterThan(0);
    expect(row?.wait).toBeLessThanOrEqual(3_000_000);
  });

  test('a poison message never blocks others and ends as a dead letter', async () => {
    const { handler, delivered } = createRecorder();
    const metrics = createMetrics();
    await addMany(1, 'poison');
    await addMany(3);
    const relay = relayWith(
      { note: handler, poison: () => Promise.reject(new Error('never')) },
      { metrics, batchSize: 1, maxAttempts: 3 },
    );

    for (let round = 0; round < 8; round += 1) {
      await relay.runOnce();
      await letTimePass();
    }

    expect(delivered).toHaveLength(3);
    expect(await countMessages('dead_at IS NOT NULL AND attempts = 3')).toBe(1);
    const text = await metrics.registry.metrics();
    expect(text).toContain('outbox_dead_total{topic="poison"} 1');
    expect(text).toContain('outbox_delivered_total{topic="note"} 3');
    expect(text).toContain('outbox_dead_letters 1');
  });

  test('a message that kills every relay is given up too', async () => {
    await addMany(1);
    const messages = createOutboxMessageRepository(database());
    for (let crash = 0; crash < 5; crash += 1) {
      await messages.claim(1, 60);
      await letTimePass();
    }

    await expect(relayWith({ note: () => Promise.resolve() }).runOnce()).resolves.toMatchObject({ dead: 1 });
  });

  test('a topic without a handler, even one named like a method of every object, is a failure', async () => {
    await addMany(1, 'constructor');

    await expect(relayWith({}).runOnce()).resolves.toEqual({ delivered: 0, failed: 1, dead: 0 });
  });

  test('a handler that outlasts its lease has failed', async () => {
    await addMany(1);
    const hanging = relayWith({ note: () => new Promise(() => {}) }, { leaseSeconds: 0.05 });

    await expect(hanging.runOnce()).resolves.toEqual({ delivered: 0, failed: 1, dead: 0 });
  });

  test('a payload moved to another row does not open', async () => {
    const { handler, delivered } = createRecorder();
    await addMany(1);
    await database().run('UPDATE outbox_messages SET id = ?', [uuidToBinary(newUuid())]);

    await expect(relayWith({ note: handler }).runOnce()).resolves.toMatchObject({ failed: 1 });
    expect(delivered).toEqual([]);
  });
});

describe('running and stopping', () => {
  test('a started relay delivers what comes later and ends what it has in hand when stopped', async () => {
    const { handler, delivered } = createRecorder();
    const relay = relayWith({ note: handler }, { batchSize: 2 });
    relay.start({ everyMs: 5 });
    await addMany(9);

    await expect.poll(() => delivered.length).toBe(9);
    await relay.stop();

    await addMany(1);
    expect(delivered).toHaveLength(9);
    expect(await countMessages()).toBe(1);
  });

  test('a stop gives untried messages back without counting an attempt', async () => {
    let release = (): void => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const relay = relayWith({ note: () => held });
    await addMany(8);
    relay.start({ everyMs: 5 });
    await expect.poll(() => countMessages('lease_until IS NOT NULL')).toBe(8);

    const stopped = relay.stop();
    release();
    await stopped;

    expect(await countMessages('lease_until IS NULL AND attempts = 0')).toBe(3);
    expect(await countMessages()).toBe(3);
  });
});
