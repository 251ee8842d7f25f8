import { DatabaseUnavailable, StatementFailed, type UnavailableReason } from './errors.ts';

const reasonByErrno = new Map<number, UnavailableReason>([
  [1040, 'connection'], // too many connections
  [1053, 'connection'], // server shutdown in progress
  [1077, 'connection'],
  [1152, 'connection'], // aborted connection
  [1158, 'connection'],
  [1159, 'connection'],
  [1160, 'connection'],
  [1161, 'connection'],
  [1203, 'connection'], // too many connections of this user
  [1317, 'connection'], // statement killed, also by a shutdown
  [1927, 'connection'], // connection killed
  [2006, 'connection'],
  [2013, 'connection'],
  [3032, 'connection'], // server is offline
  [4031, 'connection'], // closed for being idle
  [3024, 'statement-timeout'], // max_execution_time
  [1290, 'read-only'], // --read-only, --super-read-only: an old primary after a failover
  [1792, 'read-only'],
  [1836, 'read-only'],
  [3100, 'read-only'], // a group member that lost its primary role at commit
  [1205, 'contention'], // lock wait timeout
  [1213, 'contention'], // deadlock
]);

const reasonByCode = new Map<string, UnavailableReason>([
  ['PROTOCOL_CONNECTION_LOST', 'connection'],
  ['PROTOCOL_SEQUENCE_TIMEOUT', 'statement-timeout'],
  ['ECONNRESET', 'connection'],
  ['ECONNREFUSED', 'connection'],
  ['ECONNABORTED', 'connection'],
  ['ETIMEDOUT', 'connection'],
  ['EPIPE', 'connection'],
  ['ENOTFOUND', 'connection'],
  ['EAI_AGAIN', 'connection'],
  ['EHOSTUNREACH', 'connection'],
  ['ENETUNREACH', 'connection'],
  ['ENOENT', 'connection'], // a socket file that is gone
]);

// mysql2 gives these no code.
const connectionMessages = /connection is in closed state|Pool is closed|Connection lost|handshake/i;

const lostCodes = new Set([
  'PROTOCOL_CONNECTION_LOST',
  'ECONNRESET',
  'EPIPE',
  'ER_CLIENT_INTERACTION_TIMEOUT',
]);

interface Failure {
  code: string;
  errno: number;
  message: string;
}

const failureOf = (error: Error): Failure => {
  const { code, errno, message }: { message: string; code?: unknown; errno?: unknown } = error;

  return {
    code: typeof code === 'string' ? code : '',
    errno: typeof errno === 'number' ? errno : 0,
    message,
  };
};

const unavailableReason = ({ code, errno, message }: Failure): UnavailableReason | undefined =>
  reasonByErrno.get(errno) ??
  reasonByCode.get(code) ??
  (code === '' && connectionMessages.test(message) ? 'connection' : undefined);

/**
 * The driver's (or TypeORM's) error as one of ours, without bound values. What did not come from MySQL or the
 * connection to it, such as a mistake in the caller, is handed back as it is.
 */
export const mapDatabaseError = (error: unknown, statement: string): unknown => {
  if (error instanceof DatabaseUnavailable || error instanceof StatementFailed) return error;
  if (!(error instanceof Error)) return error;

  const failure = failureOf(error);
  const reason = unavailableReason(failure);
  if (reason) return new DatabaseUnavailable(reason, failure.code || undefined);
  if (failure.errno > 0) return new StatementFailed({ ...failure, statement });

  return error;
};

/** A deadlock or a lock wait timeout: the whole transaction may be tried again. */
export const isContention = (error: unknown): boolean =>
  error instanceof DatabaseUnavailable && error.reason === 'contention';

/** The pooled connection was dead before the statement ran or while it ran: a read may be tried on another one. */
export const isLostConnection = (error: unknown): boolean =>
  error instanceof DatabaseUnavailable && error.reason === 'connection' && lostCodes.has(error.code ?? '');

/** The statement was killed, and its connection not. */
export const isInterrupted = (error: unknown): boolean =>
  error instanceof DatabaseUnavailable && error.code === 'ER_QUERY_INTERRUPTED';

/** After these the connection must not go back to the pool: it is dead, busy, or leads to the wrong server. */
export const spoilsConnection = (error: unknown): boolean =>
  error instanceof DatabaseUnavailable && error.reason !== 'contention' && error.code !== 'ER_QUERY_TIMEOUT';
