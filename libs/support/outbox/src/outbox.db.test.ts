import { newUuid, pendingSchemaChanges, uuidToBinary } from '@soomcare/database';
import { describe, expect, test } from 'vitest';
import { CLAIM_SQL } from './outbox-message.repository.ts';
import { type OutboxRelay } from './outbox-relay.ts';
import { createRecorder, useOutbox } from './testing/outbox.fixture.ts';

const { database, outbox, relayWith, addMany, countMessages, letTimePass } = useOutbox();

describe('delivery', () => {
  test('a message is delivered after the commit with its payload, and its row is gone', async () => {
    const { handler, delivered } = createRecorder();
    await database().transaction((tx) => outbox.add(tx, { topic: 'note', payload: { text: '숨' } }));

    await expect(relayWith({ note: handler }).runOnce()).resolves.toEqual({
      delivered: 1,
      failed: 0,
      dead: 0,
    });

    expect(delivered).toEqual([{ payload: { text: '숨' }, attempt: 1 }]);
    expect(await countMessages()).toBe(0);
  });

  test('nothing is sent for a caller that rolled back', async () => {
    const { handler, delivered } = createRecorder();
    const rolledBack = database().transaction(async (tx) => {
      await outbox.add(tx, { topic: 'note', payload: 1 });
      throw new Error('the caller changed its mind');
    });
    await expect(rolledBack).rejects.toThrow('changed its mind');

    await relayWith({ note: handler }).runOnce();

    expect(delivered).toEqual([]);
  });

  test('the stored payload is sealed', async () => {
    await database().transaction((tx) => outbox.add(tx, { topic: 'note', payload: 'wheezing at night' }));

    expect(await countMessages(`INSTR(payload, 'wheezing') > 0`)).toBe(0);
    expect(await countMessages()).toBe(1);
  });

  test('a delayed message waits for its time', async () => {
    const { handler, delivered } = createRecorder();
    await database().transaction((tx) => outbox.add(tx, { topic: 'note', payload: 1, delaySeconds: 3_600 }));
    const relay = relayWith({ note: handler });

    await relay.runOnce();
    expect(delivered).toHaveLength(0);

    await letTimePass();
    await relay.runOnce();
    expect(delivered).toHaveLength(1);
  });

  test('two relays at work together handle each message once', async () => {
    const { handler, delivered } = createRecorder();
    await addMany(60);
    const relays = [1, 2].map(() => relayWith({ note: handler }, { batchSize: 7 }));

    const drain = async (relay: OutboxRelay): Promise<number> => {
      let total = 0;
      for (let idle = 0; idle < 2;) {
        const run = await relay.runOnce();
        total += run.delivered;
        idle = run.delivered === 0 ? idle + 1 : 0;
      }

      return total;
    };
    const totals = await Promise.all(relays.map(drain));

    expect(totals.reduce((sum, total) => sum + total, 0)).toBe(60);
    expect(new Set(delivered.map(({ payload }) => JSON.stringify(payload))).size).toBe(60);
    expect(delivered).toHaveLength(60);
  });

  test('a payload that is no JSON or too long is refused where it is added', async () => {
    const add = (payload: unknown): Promise<void> =>
      database().transaction((tx) => outbox.add(tx, { topic: 'note', payload }));

    await expect(add(undefined)).rejects.toThrow(RangeError);
    await expect(add('x'.repeat(16_000))).rejects.toThrow(RangeError);
  });
});

describe('erasure', () => {
  test('erasing a member deletes what waits for them and what was given up, and nothing else', async () => {
    const [memberId, otherId] = [newUuid(), newUuid()];
    await database().transaction(async (tx) => {
      await outbox.add(tx, { topic: 'note', payload: 1, memberId });
      await outbox.add(tx, { topic: 'note', payload: 2, memberId });
      await outbox.add(tx, { topic: 'note', payload: 3, memberId: otherId });
      await outbox.add(tx, { topic: 'note', payload: 4 });
    });
    await database().run('UPDATE outbox_messages SET dead_at = NOW(3) WHERE member_id = ? LIMIT 1', [
      uuidToBinary(memberId),
    ]);

    await database().transaction((tx) => outbox.eraseMember(memberId, tx));

    expect(await countMessages()).toBe(2);
    expect(await countMessages(`member_id = UNHEX('${memberId.replaceAll('-', '')}')`)).toBe(0);
  });
});

describe('the table', () => {
  test('the entity and the migrated table agree', async () => {
    expect(await pendingSchemaChanges(database())).toEqual([]);
  });

  test('the claim reads by its index, in order, without a sort', async () => {
    await addMany(300);
    await database().run('UPDATE outbox_messages SET dead_at = NOW(3) LIMIT 250');
    await database().manager.query('ANALYZE TABLE outbox_messages');

    const [plan] = await database().rows<{ key: string; Extra: string }>(
      `EXPLAIN FORMAT=TRADITIONAL ${CLAIM_SQL.replace('LIMIT ?', 'LIMIT 50')}`,
    );

    expect(plan?.key).toBe('ix_outbox_messages_dead_at_available_at_id');
    expect(plan?.Extra).not.toContain('filesort');
  });
});
