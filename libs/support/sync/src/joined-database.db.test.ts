import { newUuid, type Transaction, uuidToBinary } from '@soomcare/database';
import { useTestDatabase } from '@soomcare/testing';
import { expect, test } from 'vitest';

import { joinedTo } from './joined-database.ts';

const database = useTestDatabase({ entities: [] });

const count = (memberId: string, tx: Transaction) =>
  database().run(
    `INSERT INTO member_sequences (member_id, last_seq) VALUES (?, 1)
       ON DUPLICATE KEY UPDATE last_seq = last_seq + 1`,
    [uuidToBinary(memberId)],
    tx,
  );

const counted = async (...memberIds: string[]) => {
  const rows = await Promise.all(
    memberIds.map((id) =>
      database().rows<{ lastSeq: number }>(
        'SELECT s.last_seq AS lastSeq FROM member_sequences s WHERE s.member_id = ?',
        [uuidToBinary(id)],
      ),
    ),
  );
  return rows.map(([row]) => row?.lastSeq ?? 0);
};

test('what a service of its own accord does not keep is undone, and what came before it stays', async () => {
  const [before, within, after] = [newUuid(), newUuid(), newUuid()];

  await database().transaction(async (tx) => {
    const joined = joinedTo(database(), tx);
    await count(before, tx);
    const failing = joined.transaction(async (inner) => {
      await count(within, inner);
      throw new Error('not this part');
    });
    await failing.catch(() => undefined);
    await joined.transaction((inner) => count(after, inner));
  });

  expect(await counted(before, within, after)).toEqual([1, 0, 1]);
});

test('a deadlock inside is no end of it: the whole is tried again', async () => {
  const [one, other] = [newUuid(), newUuid()];
  const oneIsHeld = Promise.withResolvers<void>();
  const otherIsHeld = Promise.withResolvers<void>();
  let attempts = 0;

  const joined = database().transaction((tx) =>
    joinedTo(database(), tx).transaction(async (inner) => {
      attempts += 1;
      await count(one, inner);
      oneIsHeld.resolve();
      await otherIsHeld.promise;
      await count(other, inner);
    }),
  );
  const rival = database().transaction(async (tx) => {
    // MySQL gives up the transaction that has written less.
    for (let written = 0; written < 5; written += 1) await count(newUuid(), tx);
    await count(other, tx);
    otherIsHeld.resolve();
    await oneIsHeld.promise;
    await count(one, tx);
  });
  await Promise.all([joined, rival]);

  expect(attempts).toBe(2);
  expect(await counted(one, other)).toEqual([2, 2]);
});
