import { type DestinationStream, type Logger, pino } from 'pino';
import { serializeError } from './error-serializer.ts';
import { redact, scrub } from './redaction.ts';

export type { Logger } from 'pino';

export interface LoggerOptions {
  /** A pino level: trace, debug, info, warn, error, fatal, silent. */
  level: string;
  /** The program, e.g. `api`. */
  name: string;
  /** Where the JSON lines go; standard output by a buffer unless given. */
  destination?: DestinationStream;
  /** Called for every write that the full buffer threw away, e.g. on a full disk. */
  onDrop?: () => void;
}

const BUFFER_BYTES = 8_192;
const FLUSH_EVERY_MS = 250;
// Standard output that nobody reads, or a full disk, must cost lines and not the process' memory.
const MAX_BUFFERED_BYTES = 1_048_576;

const bufferedStdout = (onDrop: () => void): DestinationStream => {
  const stdout = pino.destination({
    dest: 1,
    sync: false,
    minLength: BUFFER_BYTES,
    periodicFlush: FLUSH_EVERY_MS,
    maxLength: MAX_BUFFERED_BYTES,
  });
  stdout.on('drop', onDrop);
  // EPIPE or ENOSPC: there is nowhere left to report it, and it is no reason to stop serving.
  stdout.on('error', onDrop);

  return stdout;
};

/**
 * A JSON logger. Forbidden fields are redacted at any depth; addresses and tokens inside texts are
 * scrubbed from the finished line. Give errors as `logger.error({ err }, 'what failed')`.
 */
export const createLogger = ({ level, name, destination, onDrop = () => {} }: LoggerOptions): Logger =>
  pino(
    {
      level,
      name,
      base: { name },
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { err: serializeError, error: serializeError },
      formatters: { level: (label) => ({ level: label }), log: redact },
      hooks: { streamWrite: scrub },
    },
    destination ?? bufferedStdout(onDrop),
  );

/**
 * The same logger for lines of which the program makes every field itself, such as the one a request: they have
 * nothing to redact. Texts are scrubbed as always.
 */
export const unredacted = (logger: Logger): Logger =>
  logger.child({}, { formatters: { log: (fields) => fields } });

/** Writes out what is still buffered; to be awaited as the last step of a stop. */
export const stopLogger = (logger: Logger): Promise<void> =>
  new Promise((resolve) => {
    logger.flush(() => {
      resolve();
    });
  });
