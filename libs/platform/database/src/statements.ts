import { type PoolConnection } from 'mysql2';
import { isInterrupted, mapDatabaseError, spoilsConnection } from './error-mapping.ts';
import { DatabaseUnavailable } from './errors.ts';

export type Parameter = string | number | bigint | boolean | Date | Buffer | null;

const plainTypes = new Set(['string', 'number', 'bigint', 'boolean']);

const isParameter = (value: unknown): value is Parameter =>
  value === null || plainTypes.has(typeof value) || value instanceof Date || Buffer.isBuffer(value);

const checked = (params: readonly unknown[]): Parameter[] =>
  params.map((value, index) => {
    if (isParameter(value)) return value;

    throw new TypeError(`parameter ${index} is of a type that MySQL does not take`);
  });

/**
 * One prepared statement on a given connection, without entities; days and instants come back as texts, BINARY as
 * Buffer. When `deadlineMs` runs out, or the connection turns out bad, the connection is destroyed; not when whoever
 * aborted `signal` has had the statement killed.
 */
export const executeOn = (
  connection: PoolConnection,
  sql: string,
  params: readonly unknown[],
  { deadlineMs, signal }: { deadlineMs: number; signal?: AbortSignal | undefined },
): Promise<unknown> => {
  const values = checked(params);

  return new Promise((resolve, reject) => {
    const deadline = setTimeout(() => {
      connection.destroy();
      reject(new DatabaseUnavailable('statement-timeout', 'CLIENT_DEADLINE'));
    }, deadlineMs);
    connection.execute({ sql, values, dateStrings: true }, (error, result) => {
      clearTimeout(deadline);
      if (!error) {
        resolve(result);

        return;
      }

      const mapped = mapDatabaseError(error, sql);
      const isKilled = signal?.aborted === true && isInterrupted(mapped);
      if (spoilsConnection(mapped) && !isKilled) connection.destroy();
      reject(mapped instanceof Error ? mapped : error);
    });
  });
};

// A UNION may begin with parentheses.
const readOnly = /^[\s(]*(?:SELECT|WITH|SHOW)\b/i;
const locking = /\bFOR\s+(?:UPDATE|SHARE)\b|\bINTO\s+OUTFILE\b/i;

/** A statement that changes nothing and may be sent again when its connection was lost. */
export const isRepeatableRead = (sql: string): boolean => readOnly.test(sql) && !locking.test(sql);
