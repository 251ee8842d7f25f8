import { setTimeout as wait } from 'node:timers/promises';
import { type Logger } from '@soomcare/observability';
import { type DataSource, type QueryRunner } from 'typeorm';
import { failureOf } from './data-source.ts';
import { isContention } from './error-mapping.ts';
import { DatabaseUnavailable } from './errors.ts';
import { failpoint } from './failpoint.ts';
import { followUpsOf, type Transaction } from './transaction.ts';

export type IsolationLevel = 'READ COMMITTED' | 'REPEATABLE READ';

export interface TransactionOptions {
  isolation?: IsolationLevel;
  /** How often the work is tried in all; 3 unless told. */
  attempts?: number;
}

const DEFAULT_ATTEMPTS = 3;
const FIRST_WAIT_MS = 10;

const commit = async (runner: QueryRunner): Promise<void> => {
  // After a deadlock MySQL has rolled back and every later statement was on its own: work that swallowed the error
  // must not look committed.
  const failure = failureOf(runner);
  if (failure instanceof DatabaseUnavailable) throw failure;

  await failpoint('before_commit');
  try {
    await runner.commitTransaction();
  } catch (error) {
    if (!(error instanceof DatabaseUnavailable) || isContention(error) || error.reason === 'read-only')
      throw error;

    throw new DatabaseUnavailable('commit-unknown', error.code, { cause: error });
  }
  await failpoint('after_commit');
};

const rollBack = async (
  runner: QueryRunner,
  destroyConnection: (runner: QueryRunner) => Promise<void>,
): Promise<void> => {
  try {
    if (runner.isTransactionActive) await runner.rollbackTransaction();
  } catch {
    // Never back into the pool with a transaction that may still be open.
    await destroyConnection(runner);
  }
};

/** The `transaction` of a database: see there. */
export const createTransactionRunner = ({
  dataSource,
  destroyConnection,
  logger,
  random = Math.random,
}: {
  dataSource: DataSource;
  destroyConnection: (runner: QueryRunner) => Promise<void>;
  logger?: Logger;
  random?: () => number;
}) => {
  const attempt = async <T>(work: (tx: Transaction) => Promise<T>, isolation: IsolationLevel): Promise<T> => {
    const runner = dataSource.createQueryRunner();
    let mayHaveCommitted = false;
    try {
      // READ COMMITTED is the session's own level: naming it would cost one more round trip.
      await runner.startTransaction(isolation === 'READ COMMITTED' ? undefined : isolation);
      const result = await work(runner.manager);
      mayHaveCommitted = true;
      await commit(runner);

      return result;
    } catch (error) {
      await rollBack(runner, destroyConnection);
      throw error;
    } finally {
      await runner.release();
      if (mayHaveCommitted) await Promise.all(followUpsOf(runner.manager).map((work) => work()));
    }
  };

  return async <T>(
    work: (tx: Transaction) => Promise<T>,
    { isolation = 'READ COMMITTED', attempts = DEFAULT_ATTEMPTS }: TransactionOptions = {},
  ): Promise<T> => {
    for (let tried = 1; ; tried += 1) {
      try {
        return await attempt(work, isolation);
      } catch (error) {
        if (!isContention(error) || tried >= attempts) throw error;

        logger?.warn({ err: error, tried }, 'a transaction is tried again');
        await wait(FIRST_WAIT_MS * 2 ** (tried - 1) * (0.5 + random()));
      }
    }
  };
};
