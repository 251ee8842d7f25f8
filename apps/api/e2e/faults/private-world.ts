import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { createCache } from '@soomcare/cache';
import { type Config, loadConfig } from '@soomcare/config';
import { createDatabase, type Database, migrate } from '@soomcare/database';
import { createRateLimiter } from '@soomcare/http';
import { createFakeMailer } from '@soomcare/mail';
import { createLogger } from '@soomcare/observability';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';

// eslint-disable-next-line @nx/enforce-module-boundaries -- infra is no package; this file is made for fault tests
import {
  type PrivateServer,
  startPrivateMysql,
  startPrivateRedis,
} from '../../../../infra/services/private-servers.js';
import { createContexts } from '../../src/contexts.ts';
import { tables } from '../../src/tables.ts';
import { type AppName, type AppProcess, startApp } from './app-process.ts';
import { describe, send } from './http-call.ts';
import { inLanes } from './load.ts';

export const PASSWORD = '숨이 편안한 하루 42';

/** MySQL copies its data directory and starts; on a busy machine that takes a while. */
const SET_UP_MS = 90_000;

export interface LoggedIn {
  readonly accessToken: string;
  readonly sessionId: string;
}

export interface WorldMember {
  readonly id: string;
  readonly email: string;
  readonly sessions: readonly LoggedIn[];
}

const key = () => randomBytes(32).toString('base64url');

const environmentFor = (mysql: PrivateServer, redis: PrivateServer, mailbox: string) => ({
  SOOMCARE_ENV: 'development',
  API_PORT: '0',
  BACKOFFICE_PORT: '0',
  METRICS_PORT: '0',
  PUBLIC_URL: 'http://127.0.0.1:3000',
  DATABASE_URL: `${mysql.url}/soomcare`,
  REDIS_URL: redis.url,
  MAIL_URL: `disk:${mailbox}`,
  ACCESS_TOKEN_KEYS: `k1:${key()}`,
  FIELD_ENCRYPTION_KEYS: `1:${key()}`,
  INDEX_KEY: key(),
  PASSWORD_PEPPER: key(),
  // What is tested here is not how many requests a person may send.
  RATE_LIMIT_FACTOR: '1000',
});

/**
 * Real processes on servers of their own, for one test file to break. Apps are stopped after each test; the servers
 * run again before the next one and are gone with the file.
 */
export const usePrivateWorld = () => {
  let folder = '';
  let env: Record<string, string> = {};
  let mysql: PrivateServer | undefined;
  let redis: PrivateServer | undefined;
  const apps: AppProcess[] = [];

  const started = <T>(server: T | undefined): T => {
    if (server === undefined) throw new Error('the servers are there from beforeAll on');

    return server;
  };

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'soomcare-faults-'));
    [mysql, redis] = await Promise.all([
      startPrivateMysql({ directory: join(folder, 'mysql') }),
      startPrivateRedis({ directory: join(folder, 'redis') }),
    ]);
    env = environmentFor(mysql, redis, join(folder, 'mail'));
    await migrate(env['DATABASE_URL'] ?? '');
  }, SET_UP_MS);

  afterEach(async () => {
    const stopped = apps.splice(0);
    await Promise.all(stopped.map((app) => app.kill()));
    expect(stopped.map((app) => app.collapse()).filter((each) => each !== null)).toEqual([]);
  });

  afterAll(async () => {
    await Promise.all([mysql?.kill(), redis?.kill()]);
    rmSync(folder, { recursive: true, force: true });
  });

  const start = async (name: AppName, different: Readonly<Record<string, string>> = {}) => {
    const logFile = join(folder, `${name}-${randomBytes(4).toString('hex')}.log`);
    const app = await startApp(name, { env: { ...env, ...different }, logFile });
    apps.push(app);

    return app;
  };

  /** A connection of the test's own, for as long as the work takes. */
  const withDatabase = async <T>(work: (database: Database) => Promise<T>): Promise<T> => {
    const database = await createDatabase({
      url: env['DATABASE_URL'] ?? '',
      poolSize: 4,
      entities: tables,
    });
    try {
      return await work(database);
    } finally {
      await database.close();
    }
  };

  const logIn = async (api: AppProcess, email: string): Promise<LoggedIn> => {
    const answer = await send(api.port, {
      method: 'POST',
      path: '/v1/auth/sessions',
      body: { email, password: PASSWORD },
    });
    expect(answer.status, describe(answer)).toBe(201);

    return answer.body as unknown as LoggedIn;
  };

  /** Confirmed members with so many log-ins each: rows by the product's own code, log-ins over HTTP. */
  const createMembers = (api: AppProcess, count: number, logIns = 1): Promise<WorldMember[]> =>
    withDatabase(async (database) => {
      const config = loadConfig(env);
      const logger = createLogger({ level: 'silent', name: 'faults' });
      const cache = await createCache({ url: config.redis.url, prefix: 'soomcare', logger });
      const rateLimiter = createRateLimiter({ cache, factor: config.rateLimitFactor });
      const parts = { config, database, cache, logger, rateLimiter };
      const { identity } = createContexts({ ...parts, mailer: createFakeMailer(), now: () => new Date() });
      const members: WorldMember[] = [];

      await inLanes(Array.from({ length: count }), 2, async () => {
        const email = `${randomBytes(8).toString('hex')}@soomcare.example`;
        const id = await identity.createMember({
          email,
          password: PASSWORD,
          nickname: '숨이',
          birthDate: '1990-05-05',
          language: 'ko',
          timeZone: 'Asia/Seoul',
          consents: ['service', 'health-data'],
        });
        const sessions: LoggedIn[] = [];
        for (let made = 0; made < logIns; made += 1) sessions.push(await logIn(api, email));
        members.push({ id, email, sessions });
      });
      await cache.close();

      return members;
    });

  return {
    get mysql() {
      return started(mysql);
    },
    get redis() {
      return started(redis);
    },
    mailbox: () => join(folder, 'mail'),
    startApi: (different?: Readonly<Record<string, string>>) => start('api', different),
    startBackoffice: (different?: Readonly<Record<string, string>>) => start('backoffice', different),
    startWorker: (different?: Readonly<Record<string, string>>) => start('worker', different),
    /** What the apps were told. */
    config: (): Config => loadConfig(env),
    withDatabase,
    logIn,
    createMembers,
  };
};

export type PrivateWorld = ReturnType<typeof usePrivateWorld>;
