import { expect, test } from 'vitest';
import { isContention, isLostConnection, mapDatabaseError, spoilsConnection } from './error-mapping.ts';
import { scrubMessage } from './error-message.ts';
import { DatabaseUnavailable, StatementFailed, type UnavailableReason } from './errors.ts';
import { isRepeatableRead } from './statements.ts';

const driverError = (code: string, errno: number, message = 'x'): Error =>
  Object.assign(new Error(message), { code, errno });

test.each<[string, number, UnavailableReason]>([
  ['PROTOCOL_CONNECTION_LOST', 0, 'connection'],
  ['ECONNRESET', -104, 'connection'],
  ['ECONNREFUSED', -111, 'connection'],
  ['ETIMEDOUT', 0, 'connection'],
  ['EPIPE', -32, 'connection'],
  ['ER_CON_COUNT_ERROR', 1040, 'connection'],
  ['ER_SERVER_SHUTDOWN', 1053, 'connection'],
  ['ER_CLIENT_INTERACTION_TIMEOUT', 4031, 'connection'],
  ['ER_QUERY_TIMEOUT', 3024, 'statement-timeout'],
  ['PROTOCOL_SEQUENCE_TIMEOUT', 0, 'statement-timeout'],
  ['ER_OPTION_PREVENTS_STATEMENT', 1290, 'read-only'],
  ['ER_READ_ONLY_MODE', 1836, 'read-only'],
  ['ER_LOCK_WAIT_TIMEOUT', 1205, 'contention'],
  ['ER_LOCK_DEADLOCK', 1213, 'contention'],
])('%s (%i) is the database being unavailable: %s', (code, errno, reason) => {
  const mapped = mapDatabaseError(driverError(code, errno), 'SELECT 1');

  expect(mapped).toBeInstanceOf(DatabaseUnavailable);
  expect(mapped).toMatchObject({ reason, code });
});

test('a closed connection, which has no code, is unavailable too', () => {
  const closed = new Error(`Can't add new command when connection is in closed state`);

  expect(mapDatabaseError(closed, 'SELECT 1')).toMatchObject({ reason: 'connection' });
});

test('a refused statement keeps its code, key and SQL', () => {
  const refused = driverError(
    'ER_DUP_ENTRY',
    1062,
    `Duplicate entry 'a@b.c' for key 'members.uq_members_email_index'`,
  );

  expect(mapDatabaseError(refused, 'INSERT …')).toMatchObject({
    code: 'ER_DUP_ENTRY',
    errno: 1062,
    key: 'uq_members_email_index',
    statement: 'INSERT …',
    message: `ER_DUP_ENTRY (1062): Duplicate entry '…' for key 'members.uq_members_email_index'`,
  });
});

test('what did not come from MySQL is left as it is', () => {
  const mistake = new TypeError('undefined is not a function');

  expect(mapDatabaseError(mistake, '')).toBe(mistake);
  expect(mapDatabaseError('text', '')).toBe('text');
});

test.each([
  [1062, `Duplicate entry 'it's 'mine'' for key 't.PRIMARY'`, `Duplicate entry '…' for key 't.PRIMARY'`],
  [
    1366,
    `Incorrect integer value: 'wheezing' for column 'litres' at row 1`,
    `Incorrect integer value: '…' at row 1`,
  ],
  [1054, `Unknown column 'x' in 'field list'`, `Unknown column 'x' in 'field list'`],
  [1105, 'Unknown error', 'Unknown error'],
])('of error %i the values are cut out', (errno, message, scrubbed) => {
  expect(scrubMessage(errno, message)).toBe(scrubbed);
});

test('only contention is for another attempt, and only a lost connection for another connection', () => {
  expect(isContention(new DatabaseUnavailable('contention', 'ER_LOCK_DEADLOCK'))).toBe(true);
  expect(isContention(new DatabaseUnavailable('connection', 'ECONNRESET'))).toBe(false);
  expect(isLostConnection(new DatabaseUnavailable('connection', 'ECONNRESET'))).toBe(true);
  expect(isLostConnection(new DatabaseUnavailable('connection', 'ECONNREFUSED'))).toBe(false);
  expect(isLostConnection(new DatabaseUnavailable('statement-timeout', 'ER_QUERY_TIMEOUT'))).toBe(false);
});

test('a connection that is dead, busy or on a read-only server does not go back to the pool', () => {
  expect(spoilsConnection(new DatabaseUnavailable('connection', 'ECONNRESET'))).toBe(true);
  expect(spoilsConnection(new DatabaseUnavailable('statement-timeout', 'PROTOCOL_SEQUENCE_TIMEOUT'))).toBe(
    true,
  );
  expect(spoilsConnection(new DatabaseUnavailable('read-only', 'ER_READ_ONLY_MODE'))).toBe(true);
  expect(spoilsConnection(new DatabaseUnavailable('statement-timeout', 'ER_QUERY_TIMEOUT'))).toBe(false);
  expect(spoilsConnection(new DatabaseUnavailable('contention', 'ER_LOCK_DEADLOCK'))).toBe(false);
  expect(spoilsConnection(new StatementFailed({ code: 'X', errno: 1, message: '', statement: '' }))).toBe(
    false,
  );
});

test.each([
  ['SELECT 1', true],
  ['  with x AS (SELECT 1) SELECT * FROM x', true],
  ['\n  (SELECT 1) UNION ALL (SELECT 2)', true],
  ['(SELECT id FROM t FOR UPDATE) UNION (SELECT 2)', false],
  ['SELECT id FROM t FOR UPDATE SKIP LOCKED', false],
  ['SELECT id FROM t FOR SHARE', false],
  ['UPDATE t SET a = 1', false],
  ['DELETE FROM t', false],
])('%s may be sent again: %s', (sql, repeatable) => {
  expect(isRepeatableRead(sql)).toBe(repeatable);
});
