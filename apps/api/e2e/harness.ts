import { randomBytes, randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { type Config } from '@soomcare/config';
import { createRateLimiter, type ContractGroup, type HttpServer, serve } from '@soomcare/http';
import { createFakeMailer } from '@soomcare/mail';
import { createLogger, createMetrics } from '@soomcare/observability';
import { createOutboxRelay } from '@soomcare/outbox';
import {
  type ApiClient,
  type Caller,
  createApiClient,
  createFakeClock,
  useTestCache,
  useTestDatabase,
} from '@soomcare/testing';
import { afterAll, beforeAll } from 'vitest';

import { createApi } from '../src/compose.ts';
import { createContexts } from '../src/contexts.ts';
import { tables } from '../src/tables.ts';

export const PASSWORD = '숨이 편안한 하루 42';

/** The whole API on a real MySQL and Redis; only the clock and the mail's last step are the test's own. */
export const useApi = () => {
  const database = useTestDatabase({ entities: tables });
  const cache = useTestCache();
  const clock = createFakeClock(new Date());
  const mailer = createFakeMailer();
  let server: HttpServer;
  let client: ApiClient;
  let groups: readonly ContractGroup[] = [];
  let deliverMails = () => Promise.resolve();
  let makeExport = () => Promise.resolve(false);
  let drain = () => {};
  let serveAnother: () => Promise<HttpServer>;
  const accessTokenKey = { id: 'k1', key: randomBytes(32) };
  const folder = join(tmpdir(), `soomcare-files-${randomUUID()}`);

  beforeAll(async () => {
    const config: Pick<Config, 'api' | 'secrets' | 'files' | 'exposure' | 'rateLimitFactor'> = {
      api: { port: 0, publicUrl: 'https://app.soomcare.example', corsOrigins: [], trustProxyHops: 0 },
      secrets: {
        accessTokenKeys: [accessTokenKey],
        fieldKeys: [{ id: 1, key: randomBytes(32) }],
        indexKey: randomBytes(32),
        passwordPepper: randomBytes(32),
      },
      files: { folder },
      exposure: { source: 'made-up' },
      rateLimitFactor: 1_000,
    };
    const logger = createLogger({ level: 'silent', name: 'test' });
    const metrics = createMetrics();
    const parts = { config, database: database(), cache: cache(), mailer, logger, now: () => clock.now() };
    const api = createApi({ ...parts, metrics, document: null });
    const rateLimiter = createRateLimiter({ cache: cache(), factor: config.rateLimitFactor });
    const { identity, caregivers, exports, reports, search, cipher } = createContexts({
      ...parts,
      rateLimiter,
    });
    const relay = createOutboxRelay({
      database: database(),
      cipher,
      handlers: {
        ...identity.outboxHandlers,
        ...caregivers.outboxHandlers,
        ...reports.outboxHandlers,
        ...search.outboxHandlers,
      },
      logger,
      metrics,
    });

    server = await serve({ listener: api.listener, port: 0, logger, onDrain: api.drain, drainMs: 0 });
    serveAnother = () => {
      const { listener } = createApi({ ...parts, metrics: createMetrics(), document: null });
      return serve({ listener, port: 0, logger, onDrain: () => {}, drainMs: 0 });
    };
    groups = api.groups;
    drain = api.drain;
    makeExport = exports.makeNext;
    client = createApiClient(`http://127.0.0.1:${server.port}`, groups);
    deliverMails = async () => {
      await relay.runOnce();
    };
  });

  afterAll(async () => {
    client.saveCaptures();
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  });

  /** A confirmed member, made by the same calls that an app makes. */
  const signUp = async (different: { consents?: readonly string[]; email?: string } = {}) => {
    const email = different.email ?? `${randomUUID()}@soomcare.example`;
    const texts = await client.anyone().get('/v1/consent-texts').expect(200);
    const versions = (texts.body as { items: { type: string; version: string }[] }).items;
    const wanted = different.consents ?? ['service', 'health-data'];
    await client
      .anyone()
      .post('/v1/auth/sign-ups')
      .send({
        email,
        password: PASSWORD,
        nickname: '숨이',
        birthDate: '1990-05-05',
        language: 'ko',
        timeZone: 'Asia/Seoul',
        consents: versions
          .filter(({ type }) => wanted.includes(type))
          .map(({ type, version }) => ({ type, version })),
      })
      .expect(202);
    await deliverMails();

    const mail = mailer.sent.findLast(({ to }) => to === email);
    const token = /token=([\w-]+)/.exec(mail?.text ?? '')?.[1];
    const confirmed = await client.anyone().post('/v1/auth/sign-ups/confirm').send({ token }).expect(201);
    const session = confirmed.body as { accessToken: string; refreshToken: string; sessionId: string };
    return { email, ...session, caller: client.bearer(session.accessToken) };
  };

  return {
    signUp,
    clock,
    mailer,
    database,
    cache,
    deliverMails: () => deliverMails(),
    /** What the worker does about the oldest export that was asked for. */
    makeExport: () => makeExport(),
    drain: () => drain(),
    /** A second instance on the same MySQL and Redis; whoever starts it stops it. */
    serveAnother: () => serveAnother(),
    anyone: (): Caller => client.anyone(),
    bearer: (token: string): Caller => client.bearer(token),
    groups: () => groups,
    /** For what no well-behaved client can send, and no one else could sign. */
    port: () => server.port,
    accessTokenKey,
  };
};

export type Member = Awaited<ReturnType<ReturnType<typeof useApi>['signUp']>>;
