/** What a log line tells of an error. Anything else that a library hung on it stays out (SQL, parameters, responses). */
export interface LoggedError {
  type: string;
  message: string;
  code?: string | number;
  errno?: number;
  reason?: string;
  statement?: string;
  stack?: string;
  cause?: LoggedError;
}

const MAX_CAUSES = 4;

const isText = (value: unknown): value is string => typeof value === 'string';
const isNumber = (value: unknown): value is number => typeof value === 'number';

/** The type, message, code, stack and causes of an error; of anything else that was thrown only its type. */
export const serializeError = (error: unknown, depth = 0): LoggedError => {
  if (!(error instanceof Error))
    return { type: typeof error, message: 'a value that is no Error was thrown' };

  const known: { name: string; code?: unknown; errno?: unknown; reason?: unknown; statement?: unknown } =
    error;

  return {
    type: error.name === 'Error' ? error.constructor.name : error.name,
    message: error.message,
    ...(isText(known.code) || isNumber(known.code) ? { code: known.code } : {}),
    ...(isNumber(known.errno) ? { errno: known.errno } : {}),
    ...(isText(known.reason) ? { reason: known.reason } : {}),
    ...(isText(known.statement) ? { statement: known.statement } : {}),
    ...(error.stack === undefined ? {} : { stack: error.stack }),
    ...(error.cause instanceof Error && depth < MAX_CAUSES
      ? { cause: serializeError(error.cause, depth + 1) }
      : {}),
  };
};
