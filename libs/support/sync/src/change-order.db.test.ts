import { type Database, newUuid } from '@soomcare/database';
import { useTestDatabase } from '@soomcare/testing';
import { expect, test } from 'vitest';

import { createChangeFeedRepository } from './change-feed.repository.ts';
import { insertRow, removeRow } from './testing/a-change.ts';

const database = useTestDatabase({ entities: [] });

/** Resolves when a write waits for a lock, or when it is over. */
const waitsForLock = async (isOver: () => boolean): Promise<void> => {
  while (!isOver()) {
    const waiting = await database().rows(
      `SELECT 1 FROM performance_schema.data_locks l
        WHERE l.object_schema = DATABASE() AND l.lock_status = 'WAITING'`,
    );
    if (waiting.length > 0) return;
  }
};

const listAfter = (memberId: string, after: number) =>
  database().transaction((tx) => createChangeFeedRepository(database()).list(memberId, after, 100, tx));

/**
 * A device reads after the second of two writes was made and before the first one is committed, and later goes on from
 * where it was. @returns what was written and what the device came to know of
 */
const readingBetweenCommits = async () => {
  const memberId = newUuid();
  const inside = Promise.withResolvers<void>();
  const goOn = Promise.withResolvers<void>();
  const first = database().transaction(async (tx) => {
    const id = await insertRow(database(), memberId, tx);
    inside.resolve();
    await goOn.promise;
    return id;
  });
  await inside.promise;

  let isOver = false;
  const second = database()
    .transaction((tx) => insertRow(database(), memberId, tx))
    .finally(() => {
      isOver = true;
    });
  await waitsForLock(() => isOver);

  const early = await listAfter(memberId, 0);
  goOn.resolve();
  const written = await Promise.all([first, second]);
  const late = await listAfter(memberId, early.at(-1)?.seq ?? 0);

  return { written: written.toSorted(), heardOf: [...early, ...late].map(({ rowId }) => rowId).toSorted() };
};

/** The same numbers from a counter that nobody has to wait for. */
const numberWithoutLock = async (on: Database) => {
  await on.manager.query('CREATE TABLE numbers (n BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY)');
  await on.manager.query('DROP TRIGGER tr_symptom_records_insert');
  await on.manager.query(
    `CREATE TRIGGER tr_symptom_records_insert AFTER INSERT ON symptom_records FOR EACH ROW
     BEGIN
       INSERT INTO numbers VALUES ();
       INSERT INTO member_changes (member_id, kind, row_id, seq)
         VALUES (NEW.member_id, 'symptomRecords', NEW.id, LAST_INSERT_ID());
     END`,
  );
};

test('numbers of a member’s changes have no gap, and a change moves its row to the newest', async () => {
  const memberId = newUuid();
  const [first, second] = [await insertRow(database(), memberId), await insertRow(database(), memberId)];
  await removeRow(database(), memberId, first, '2026-03-10 00:00:00');

  expect(await listAfter(memberId, 0)).toEqual([
    { kind: 'symptomRecords', rowId: second, seq: 2 },
    { kind: 'symptomRecords', rowId: first, seq: 3 },
  ]);
});

test('a write that fails leaves no number behind', async () => {
  const memberId = newUuid();
  const failed = database().transaction(async (tx) => {
    await insertRow(database(), memberId, tx);
    throw new Error('changed my mind');
  });
  await expect(failed).rejects.toThrow('changed my mind');
  await insertRow(database(), memberId);

  expect(await listAfter(memberId, 0)).toMatchObject([{ seq: 1 }]);
});

test('many writes of two members at once, in any order, end without a deadlock and are all numbered', async () => {
  const members = [newUuid(), newUuid()];
  const writes = Array.from({ length: 40 }, (_, index) => insertRow(database(), members[index % 2] ?? ''));

  await Promise.all(writes);

  for (const memberId of members) {
    expect((await listAfter(memberId, 0)).map(({ seq }) => seq)).toEqual(
      Array.from({ length: 20 }, (_, index) => index + 1),
    );
  }
});

test('a device that reads between two commits hears of both writes', async () => {
  const { written, heardOf } = await readingBetweenCommits();

  expect(heardOf).toEqual(written);
});

test('without the lock on the sequence it would miss one', async () => {
  await numberWithoutLock(database());

  const { written, heardOf } = await readingBetweenCommits();

  expect(heardOf).toHaveLength(1);
  expect(written).toContain(heardOf[0]);
});
