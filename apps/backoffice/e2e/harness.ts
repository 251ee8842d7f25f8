import { randomBytes, randomUUID } from 'node:crypto';

import { type Config } from '@soomcare/config';
import { createBlindIndex, createFieldCipher, createMemberCiphers, newUuid } from '@soomcare/database';
import {
  type ContractGroup,
  createHttpApp,
  createMemberGuard,
  createRateLimiter,
  createStaffCookie,
  type HttpServer,
  mount,
  serve,
} from '@soomcare/http';
import { createIdentity, type Identity, type StaffRole, totpCodeAt } from '@soomcare/identity';
import { createFakeMailer } from '@soomcare/mail';
import { createLogger, createMetrics } from '@soomcare/observability';
import { createOutbox, createOutboxRelay, outboxMessageTable } from '@soomcare/outbox';
import {
  type ApiClient,
  type Caller,
  createApiClient,
  createFakeClock,
  useTestCache,
  useTestDatabase,
} from '@soomcare/testing';
import { afterAll, beforeAll } from 'vitest';

import { createBackoffice } from '../src/compose.ts';
import { createContexts, type Contexts } from '../src/contexts.ts';
import { tables } from '../src/tables.ts';

export const PASSWORD = '숨이 편안한 하루 42 의 긴 암호';
/** As an authenticator app keeps it; the same for everybody here. */
export const TOTP_SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';

/** Looks wait for one another in the audit chain, and a test machine may be busy. */
const ACQUIRE_TIMEOUT_MS = 10_000;

/** The least that argon2 allows: these tests are not about its cost. */
const TINY_COST = { memoryKiB: 8, passes: 1, parallelism: 1 };

export type BackofficeConfig = Pick<Config, 'environment' | 'api' | 'secrets' | 'rateLimitFactor'>;

const aConfig = (rateLimitFactor: number): BackofficeConfig => ({
  environment: 'test',
  api: { port: 0, publicUrl: 'https://app.soomcare.example', corsOrigins: [], trustProxyHops: 0 },
  secrets: {
    accessTokenKeys: [{ id: 'k1', key: randomBytes(32) }],
    fieldKeys: [{ id: 1, key: randomBytes(32) }],
    indexKey: randomBytes(32),
    passwordPepper: randomBytes(32),
  },
  rateLimitFactor,
});

/** The same as a program reads it. */
const environmentOf = ({ environment, api, secrets }: BackofficeConfig): Readonly<Record<string, string>> => {
  const listed = (keys: readonly { id: string | number; key: Buffer }[]) =>
    keys.map(({ id, key }) => `${id}:${key.toString('base64url')}`).join();
  return {
    SOOMCARE_ENV: environment,
    PUBLIC_URL: api.publicUrl,
    REDIS_URL: 'redis://127.0.0.1',
    MAIL_URL: 'disk:mail',
    ACCESS_TOKEN_KEYS: listed(secrets.accessTokenKeys),
    FIELD_ENCRYPTION_KEYS: listed(secrets.fieldKeys),
    INDEX_KEY: secrets.indexKey.toString('base64url'),
    PASSWORD_PEPPER: secrets.passwordPepper.toString('base64url'),
  };
};

/** Somebody of the staff, logged in; `caller` carries the cookie and the CSRF token. */
export interface StaffCaller {
  readonly id: string;
  readonly email: string;
  readonly cookie: string;
  readonly csrfToken: string;
  readonly caller: Caller;
}

export interface MemberCaller {
  readonly id: string;
  readonly email: string;
  readonly accessToken: string;
  readonly caller: Caller;
}

/** The back-office and the members' own routes as two servers on one real MySQL and Redis; only the clock is a fake. */
export const useBackoffice = ({ rateLimitFactor = 1_000, page = null as string | null } = {}) => {
  const database = useTestDatabase({
    entities: [...tables, outboxMessageTable],
    acquireTimeoutMs: ACQUIRE_TIMEOUT_MS,
  });
  const cache = useTestCache();
  const clock = createFakeClock(new Date());
  const logger = createLogger({ level: 'silent', name: 'test' });
  const mailer = createFakeMailer();
  const servers: HttpServer[] = [];
  let origin = '';
  let staffClient: ApiClient;
  let memberClient: ApiClient;
  let contexts: Contexts;
  let identity: Identity;
  let groups: readonly ContractGroup[] = [];
  let drain = () => {};
  const config = aConfig(rateLimitFactor);

  const startMemberSide = async () => {
    const { secrets } = config;
    const cipher = createFieldCipher({ keys: secrets.fieldKeys });
    const rateLimiter = createRateLimiter({ cache: cache(), factor: rateLimitFactor });
    identity = createIdentity({
      storage: {
        database: database(),
        cache: cache(),
        cipher,
        memberCiphers: createMemberCiphers({ database: database(), ring: cipher, now: clock.now }),
        blindIndex: createBlindIndex(secrets.indexKey),
      },
      post: {
        outbox: createOutbox({ cipher, newId: newUuid }),
        mailer,
        publicUrl: config.api.publicUrl,
      },
      rateLimiter,
      secrets,
      runtime: { now: clock.now, newId: newUuid, logger },
      erasers: [contexts.records.eraseMember, contexts.medications.eraseMember],
      passwords: { cost: TINY_COST },
    });
    const endpoints = [identity, contexts.records, contexts.medications].flatMap(
      ({ memberRoutes }) => memberRoutes,
    );
    const memberGuard = createMemberGuard(identity.verifyAccessToken);
    const listener = createHttpApp({
      logger,
      metrics: createMetrics(),
      corsOrigins: [],
      trustProxyHops: 0,
      routers: [{ prefix: '/v1', router: mount(endpoints, { memberGuard, rateLimiter, now: clock.now }) }],
    });
    const server = await serve({ listener, port: 0, logger, onDrain: () => {}, drainMs: 0 });
    servers.push(server);
    memberClient = createApiClient(`http://127.0.0.1:${server.port}`, [{ prefix: '/v1', endpoints }]);
  };

  beforeAll(async () => {
    const stores = { database: database(), cache: cache() };
    const parts = { ...stores, config, logger, now: clock.now, passwordCost: TINY_COST };
    const backoffice = createBackoffice({ ...parts, metrics: createMetrics(), document: null, page });
    contexts = createContexts({
      ...parts,
      rateLimiter: createRateLimiter({ cache: cache(), factor: rateLimitFactor }),
      cookie: createStaffCookie({ secure: true }),
    });
    groups = backoffice.groups;
    drain = backoffice.drain;

    const server = await serve({
      listener: backoffice.listener,
      port: 0,
      logger,
      onDrain: backoffice.drain,
      drainMs: 0,
    });
    servers.push(server);
    origin = `http://127.0.0.1:${server.port}`;
    staffClient = createApiClient(origin, groups);
    await startMemberSide();
  });

  afterAll(async () => {
    staffClient.saveCaptures();
    memberClient.saveCaptures();
    for (const server of servers) await server.stop();
  });

  /** A new account; nobody is logged in yet. */
  const anAccount = async (
    role: StaffRole,
    name = '간호사 김수민',
    email = `${randomUUID()}@soomcare.example`,
  ) => {
    const seed = { email, name, role, password: PASSWORD, totpSecret: TOTP_SECRET };
    return { email, id: await contexts.staff.setUp.create(seed) };
  };

  const code = () => totpCodeAt(TOTP_SECRET, clock.now());

  const challengeOf = async (email: string): Promise<string> => {
    const body = { email, password: PASSWORD };
    const answer = await staffClient.anyone().post('/v1/auth/sessions').send(body).expect(200);
    return (answer.body as { challenge: string }).challenge;
  };

  /** By the same two calls that the page makes. */
  const logIn = async (email: string) => {
    const body = { challenge: await challengeOf(email), code: code() };
    const answer = await staffClient.anyone().post('/v1/auth/sessions/totp').send(body).expect(201);
    const cookie = (answer.get('Set-Cookie')?.[0] ?? '').split(';')[0] ?? '';
    const { csrfToken } = answer.body as { csrfToken: string };
    const caller = staffClient.with({ Cookie: cookie, 'X-CSRF-Token': csrfToken });
    return { cookie, csrfToken, caller };
  };

  /** Somebody new of this role, logged in. */
  const staffOf = async (role: StaffRole, name?: string): Promise<StaffCaller> => {
    const { email, id } = await anAccount(role, name);
    return { id, email, ...(await logIn(email)) };
  };

  /** The newest mail to an address, once the worker's relay has been through the outbox. */
  const mailTo = async (email: string) => {
    const relay = createOutboxRelay({
      database: database(),
      cipher: createFieldCipher({ keys: config.secrets.fieldKeys }),
      handlers: identity.outboxHandlers,
      logger,
      metrics: createMetrics(),
    });
    while ((await relay.runOnce()).delivered > 0);
    return mailer.lastTo(email);
  };

  /** A member, logged in on the members' own API. */
  const aMember = async (
    different: Partial<Parameters<Identity['createMember']>[0]> = {},
  ): Promise<MemberCaller> => {
    const email = different.email ?? `${randomUUID()}@example.com`;
    const id = await identity.createMember({
      email,
      password: PASSWORD,
      nickname: '숨쉬는민지',
      birthDate: '1990-04-12',
      language: 'ko',
      timeZone: 'Asia/Seoul',
      consents: ['service', 'health-data'],
      ...different,
    });
    const answer = await memberClient
      .anyone()
      .post('/v1/auth/sessions')
      .send({ email, password: PASSWORD })
      .expect(201);
    const { accessToken } = answer.body as { accessToken: string };
    return { id, email, accessToken, caller: memberClient.bearer(accessToken) };
  };

  return {
    database,
    cache,
    clock,
    anAccount,
    code,
    challengeOf,
    logIn,
    staffOf,
    aMember,
    mailTo,
    /** Of the page and its API. */
    origin: () => origin,
    groups: () => groups,
    drain: () => drain(),
    contexts: () => contexts,
    /** For a program that runs beside the servers. */
    environment: () => ({ ...environmentOf(config), DATABASE_URL: database.url() }),
    anyone: (): Caller => staffClient.anyone(),
    anyMember: (): Caller => memberClient.anyone(),
    with: (headers: Readonly<Record<string, string>>): Caller => staffClient.with(headers),
    /** Opens a member's records for half an hour. */
    openRecords: (staff: StaffCaller, memberId: string) =>
      staff.caller
        .post(`/v1/members/${memberId}/record-access`)
        .send({ reason: '회원 문의: 기록이 보이지 않음', minutes: 30 })
        .expect(201),
  };
};
