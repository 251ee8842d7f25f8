import { type Logger } from '@soomcare/observability';
import { Redis } from 'ioredis';
import { createBatchedRead } from './batched-read.ts';

export type KeyPart = string | number;

export interface CacheOptions {
  /** redis://host:port[/index] or rediss://… */
  url: string;
  /** Stands before every key, so that programs and test files can share a server. */
  prefix: string;
  logger: Logger;
}

export interface Cache {
  /** The client; every command rejects at once while Redis is down, and after 200 ms when it does not answer. */
  redis: Redis;
  /**
   * `prefix:part:part`. A colon inside a part is escaped, so two different lists of parts never give one key.
   * Each kind of key has one function of its own beside its user: `const sessionKey = (id) => cache.key('session', id)`.
   */
  key(...parts: KeyPart[]): string;
  /** The text under a key, or null. What is asked for in one turn of the event loop is one MGET; it fails as `redis` does. */
  get(key: string): Promise<string | null>;
  /** Whether Redis answered last time; no command is sent. */
  isUp(): boolean;
  /** Rejects when Redis does not answer within the command timeout. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

const COMMAND_TIMEOUT_MS = 200;
const CONNECT_TIMEOUT_MS = 500;
/** How long requests may run into a hanging Redis before everybody asks the database instead. */
const HEARTBEAT_MS = 1_000;
const MAX_RETRY_WAIT_MS = 2_000;
const FIRST_RETRY_WAIT_MS = 50;

const escapePart = (part: KeyPart): string => {
  const text = String(part);
  if (text === '') throw new RangeError('a part of a key is empty');

  return text.replaceAll('%', '%25').replaceAll(':', '%3A');
};

/**
 * A Redis client for copies and counters (the truth is in MySQL): it fails fast and never queues. A start does not depend on Redis: this resolves after the first connection or its first failure, and the
 * client goes on trying. The state is logged when it changes, not at every try.
 */
export const createCache = async ({ url, prefix, logger }: CacheOptions): Promise<Cache> => {
  const redis = new Redis(url, {
    lazyConnect: true,
    enableOfflineQueue: false,
    enableAutoPipelining: true,
    // It has waited for its turn's end already.
    autoPipeliningIgnoredCommands: ['mget'],
    commandTimeout: COMMAND_TIMEOUT_MS,
    connectTimeout: CONNECT_TIMEOUT_MS,
    maxRetriesPerRequest: 1,
    retryStrategy: (tries) => Math.min(FIRST_RETRY_WAIT_MS * 2 ** Math.min(tries, 10), MAX_RETRY_WAIT_MS),
    // After a failover the old primary answers READONLY: connect anew and send the command again.
    reconnectOnError: (error) => (error.message.startsWith('READONLY') ? 2 : false),
  });

  let up: boolean | undefined;
  let closing = false;
  const become = (now: boolean, err?: Error): void => {
    if (up === now || closing) return;

    up = now;
    if (now) logger.info('redis is up');
    else logger.warn({ ...(err ? { err } : {}) }, 'redis is down: answers come from the database');
  };
  redis.on('ready', () => {
    become(true);
  });
  redis.on('error', (err: Error) => {
    become(false, err);
  });
  redis.on('close', () => {
    become(false);
  });

  // A Redis that hangs keeps its connection: only a question that is not answered tells.
  const heartbeat = setInterval(() => {
    if (redis.status !== 'ready') return;
    redis.ping().then(
      () => {
        become(true);
      },
      (err: unknown) => {
        become(false, err instanceof Error ? err : new Error(String(err)));
      },
    );
  }, HEARTBEAT_MS);
  heartbeat.unref();

  // The failure has been logged by the listener above; the retry strategy goes on from here.
  await redis.connect().catch(() => {});

  return {
    redis,
    get: createBatchedRead((keys: readonly string[]) => redis.mget(...keys)),
    key: (...parts) => [prefix, ...parts.map(escapePart)].join(':'),
    isUp: () => up === true && redis.status === 'ready',
    async ping() {
      await redis.ping();
    },
    async close() {
      closing = true;
      clearInterval(heartbeat);
      if (redis.status === 'ready') await redis.quit().catch(() => {});
      redis.disconnect();
    },
  };
};
