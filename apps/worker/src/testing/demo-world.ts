import { randomBytes } from 'node:crypto';

import { type Database, newUuid } from '@soomcare/database';
import { idempotencyKeyTable } from '@soomcare/http';
import { createFakeMailer } from '@soomcare/mail';
import { seedDrugs } from '@soomcare/medications';
import { createLogger } from '@soomcare/observability';
import { type TestApi, useTestApi, useTestCache, useTestDatabase } from '@soomcare/testing';

import { type Contexts, createContexts } from '../contexts.ts';
import { tables } from '../tables.ts';
import { type DemoDeps } from '../demo/load.ts';

const PASSWORD = 'a made-up word of the demo';

export interface DemoWorld {
  database(): Database;
  contextsAt(now: () => Date): Contexts;
  depsOn(now: Date): DemoDeps;
  loadDrugs(now: Date): Promise<unknown>;
  readonly api: TestApi;
  logIn(email: string): Promise<ReturnType<TestApi['as']>>;
}

/** The contexts of the worker on a database of this test file's own, and the API as a member sees it. */
export const useDemoWorld = (now: () => Date): DemoWorld => {
  const database = useTestDatabase({ entities: [...tables, idempotencyKeyTable], poolSize: 10 });
  const cache = useTestCache();
  const logger = createLogger({ level: 'silent', name: 'test' });
  const config = {
    api: { port: 0, publicUrl: 'https://soomcare.example', corsOrigins: [], trustProxyHops: 0 },
    files: { folder: '.local/files' },
    rateLimitFactor: 1_000,
    secrets: {
      accessTokenKeys: [{ id: 'test', key: randomBytes(32) }],
      fieldKeys: [{ id: 1, key: randomBytes(32) }],
      indexKey: randomBytes(32),
      passwordPepper: randomBytes(32),
    },
  };
  const contextsAt = (at: () => Date) =>
    createContexts({
      config,
      database: database(),
      cache: cache(),
      mailer: createFakeMailer(),
      logger,
      now: at,
    });
  const api = useTestApi(() => {
    const { identity, records, medications } = contextsAt(now);
    return {
      endpoints: [...identity.memberRoutes, ...records.memberRoutes, ...medications.memberRoutes],
      openProfile: identity.openProfile,
      now,
    };
  });

  return {
    database,
    contextsAt,
    depsOn: (at) => ({ database: database(), contextsAt, now: () => at, password: PASSWORD }),
    loadDrugs: (at) => seedDrugs({ database: database(), now: () => at, newId: newUuid }),
    api,
    async logIn(email) {
      const answer = await api
        .anyone()
        .post('/v1/auth/sessions')
        .send({ email, password: PASSWORD })
        .expect(201);
      const { accessToken } = answer.body as { accessToken: string };
      const actor = await contextsAt(now).identity.verifyAccessToken(accessToken);
      if (!actor) throw new Error('this access token is not valid');
      return api.as(actor);
    },
  };
};
