import { describe, expect, test } from 'vitest';
import { DatabaseUnavailable, StatementFailed } from './errors.ts';
import { armFailpoint } from './failpoint.ts';
import { aReading, type Reading, readingTable, useReadings } from './testing/readings.fixture.ts';
import { afterCommit } from './transaction.ts';
import { uuidToBinary } from './uuid.ts';

const readings = useReadings();

describe('transactions', () => {
  test('what a failing work did is undone', async () => {
    const reading = aReading();
    const failing = readings().database.transaction(async (tx) => {
      await tx.insert(readingTable, reading);
      throw new Error('no');
    });

    await expect(failing).rejects.toThrow('no');
    expect(await readings().litresOf(reading.id)).toBeUndefined();
  });

  test('a crash before the commit leaves nothing, and the connection goes on being used', async () => {
    const reading = aReading();
    const disarm = armFailpoint('before_commit', () => {
      throw new Error('killed');
    });
    await expect(readings().database.transaction((tx) => tx.insert(readingTable, reading))).rejects.toThrow(
      'killed',
    );
    disarm();

    expect(await readings().litresOf(reading.id)).toBeUndefined();
    expect(readings().database.pool().used).toBe(0);
  });

  test('REPEATABLE READ holds its snapshot, READ COMMITTED does not', async () => {
    const { id } = await readings().insert();
    const twoReads = async (isolation: 'READ COMMITTED' | 'REPEATABLE READ'): Promise<boolean> =>
      readings().database.transaction(
        async (tx) => {
          const read = 'SELECT r.litres_per_minute FROM readings r';
          const before = await readings().database.rows(read, [], tx);
          await readings().database.run(
            'UPDATE readings SET litres_per_minute = litres_per_minute + 1 WHERE id = ?',
            [uuidToBinary(id)],
          );

          return JSON.stringify(before) === JSON.stringify(await readings().database.rows(read, [], tx));
        },
        { isolation },
      );

    expect(await twoReads('REPEATABLE READ')).toBe(true);
    expect(await twoReads('READ COMMITTED')).toBe(false);
  });

  test('two transactions in a deadlock both end up committed', async () => {
    const [first, second] = [await readings().insert(), await readings().insert()];
    let calls = 0;
    let arrived = 0;
    let release = (): void => {};
    const bothHoldOne = new Promise<void>((resolve) => {
      release = resolve;
    });
    const addInOrder = (one: Reading, other: Reading): Promise<void> =>
      readings().database.transaction(async (tx) => {
        calls += 1;
        const add = 'UPDATE readings SET litres_per_minute = litres_per_minute + 1 WHERE id = ?';
        await readings().database.run(add, [uuidToBinary(one.id)], tx);
        arrived += 1;
        if (arrived === 2) release();
        await bothHoldOne;
        await tx.query(add, [uuidToBinary(other.id)]);
      });

    await Promise.all([addInOrder(first, second), addInOrder(second, first)]);

    expect(calls).toBe(3);
    expect(await readings().litresOf(first.id)).toBe(422);
    expect(await readings().litresOf(second.id)).toBe(422);
  });

  test('contention is given up after the allowed attempts as unavailable', async () => {
    let calls = 0;
    const contended = readings().database.transaction(
      async (tx) => {
        calls += 1;
        await tx.query(`SIGNAL SQLSTATE '40001' SET MYSQL_ERRNO = 1213`);
      },
      { attempts: 2 },
    );

    await expect(contended).rejects.toMatchObject({ name: 'DatabaseUnavailable', reason: 'contention' });
    expect(calls).toBe(2);
  });

  test('work that swallows a deadlock is not taken for committed', async () => {
    const reading = aReading();
    const swallowing = readings().database.transaction(
      async (tx) => {
        await tx.query(`SIGNAL SQLSTATE '40001' SET MYSQL_ERRNO = 1213`).catch(() => {});
        await tx.insert(readingTable, reading);
      },
      { attempts: 1 },
    );

    await expect(swallowing).rejects.toBeInstanceOf(DatabaseUnavailable);
    expect(await readings().litresOf(reading.id)).toBeUndefined();
  });

  test('other errors are not tried again', async () => {
    let calls = 0;
    const { id } = await readings().insert();
    const duplicate = readings().database.transaction(async (tx) => {
      calls += 1;
      await tx.insert(readingTable, aReading({ id }));
    });

    await expect(duplicate).rejects.toBeInstanceOf(StatementFailed);
    expect(calls).toBe(1);
  });

  test('what is to follow a commit follows it, once, and no rollback', async () => {
    const seen: unknown[] = [];
    const adding = (reading: Reading, goesWrong: () => boolean) =>
      readings().database.transaction(async (tx) => {
        await tx.insert(readingTable, reading);
        afterCommit(tx, async () => {
          seen.push(await readings().litresOf(reading.id));
        });
        if (goesWrong()) await tx.query(`SIGNAL SQLSTATE '40001' SET MYSQL_ERRNO = 1213`);
      });
    const [kept, lost] = [aReading(), aReading()];
    let tries = 0;

    await adding(kept, () => (tries += 1) === 1);
    expect(seen).toEqual([kept.litresPerMinute]);
    await expect(adding(lost, () => true)).rejects.toThrow();
    expect(seen).toHaveLength(1);
    expect(() => {
      afterCommit(readings().database.manager, () => Promise.resolve());
    }).toThrow('open transaction');
  });

  test('a transaction cannot be used after its end', async () => {
    const kept = await readings().database.transaction((tx) => Promise.resolve(tx));

    await expect(readings().database.rows('SELECT 1', [], kept)).rejects.toThrow('has ended');
  });
});
