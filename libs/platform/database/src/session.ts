import { type PoolConnection } from 'mysql2';

/** Longest wait for a row lock before MySQL answers 1205; the default of 50 s outlives every request. */
export const LOCK_WAIT_SECONDS = 3;

const strictMode = [
  'ONLY_FULL_GROUP_BY',
  'STRICT_TRANS_TABLES',
  'STRICT_ALL_TABLES',
  'NO_ZERO_IN_DATE',
  'NO_ZERO_DATE',
  'ERROR_FOR_DIVISION_BY_ZERO',
  'NO_ENGINE_SUBSTITUTION',
].join(',');

/** What every connection is told first: UTC, strict values, READ COMMITTED, bounded reads and lock waits. */
export const sessionSql = (statementTimeoutMs: number): string =>
  `SET SESSION time_zone = '+00:00', sql_mode = '${strictMode}', transaction_isolation = 'READ-COMMITTED', ` +
  `max_execution_time = ${statementTimeoutMs}, innodb_lock_wait_timeout = ${LOCK_WAIT_SECONDS}`;

/** Queued on the new connection before its first user's statement; a connection that refuses is not used. */
export const prepareSession = (connection: PoolConnection, sql: string): void => {
  // Without a listener an idle connection that MySQL closes would end the process; the pool itself drops it.
  connection.on('error', () => {});
  connection.query(sql, (error) => {
    if (error) connection.destroy();
  });
};
