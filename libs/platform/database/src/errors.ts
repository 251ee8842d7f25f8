import { scrubMessage } from './error-message.ts';

/** Why the database did not answer. `commit-unknown`: the connection died during COMMIT, so it may have held. */
export type UnavailableReason =
  | 'connection'
  | 'acquire-timeout'
  | 'queue-full'
  | 'statement-timeout'
  | 'read-only'
  | 'contention'
  | 'commit-unknown';

/** The database cannot do it now and may later: to be answered with 503 and Retry-After. */
export class DatabaseUnavailable extends Error {
  readonly reason: UnavailableReason;
  readonly code: string | undefined;

  constructor(reason: UnavailableReason, code?: string, options?: ErrorOptions) {
    super(`the database is unavailable: ${reason}${code === undefined ? '' : ` (${code})`}`, options);
    this.name = 'DatabaseUnavailable';
    this.reason = reason;
    this.code = code;
  }
}

/**
 * A statement that MySQL refused. Unlike the driver's and TypeORM's errors it carries no bound value: those are
 * health data and addresses, and errors end up in logs. `statement` is the SQL with its placeholders.
 */
export class StatementFailed extends Error {
  readonly code: string;
  readonly errno: number;
  /** The violated key without its table, for a duplicate key only. */
  readonly key: string | undefined;
  readonly statement: string;

  constructor(failure: { code: string; errno: number; message: string; statement: string }) {
    super(`${failure.code} (${failure.errno}): ${scrubMessage(failure.errno, failure.message)}`);
    this.name = 'StatementFailed';
    this.code = failure.code;
    this.errno = failure.errno;
    this.key = /for key '(?:[^'.]*\.)?([^']+)'$/.exec(failure.message)?.[1];
    this.statement = failure.statement;
  }
}

const ER_DUP_ENTRY = 1062;

export const isDuplicateKey = (error: unknown): error is StatementFailed =>
  error instanceof StatementFailed && error.errno === ER_DUP_ENTRY;

/** The name of the violated unique key (`PRIMARY`, `uq_members_email_index`), or undefined for another error. */
export const duplicateKeyName = (error: unknown): string | undefined =>
  isDuplicateKey(error) ? error.key : undefined;
