import { randomBytes } from 'node:crypto';

import {
  createBlindIndex,
  createFieldCipher,
  createMemberCiphers,
  type MemberCiphers,
  newUuid,
} from '@soomcare/database';
import type { Actor, RateLimiter } from '@soomcare/http';
import { createFakeMailer } from '@soomcare/mail';
import { createLogger, createMetrics, type Logger } from '@soomcare/observability';
import { createOutbox, createOutboxRelay, outboxMessageTable } from '@soomcare/outbox';
import { createFakeClock, truncateAll, useTestApi, useTestCache, useTestDatabase } from '@soomcare/testing';
import { beforeAll, beforeEach } from 'vitest';
import { z } from 'zod';

import { consentTypes } from '../consents/consent-texts.ts';
import type { EraseMember } from '../identity.deps.ts';
import { createIdentity, type Identity } from '../identity.module.ts';
import { identityTables } from '../identity.tables.ts';
import type { MemberSeed } from '../members/account.service.ts';
import type { SocialSettings } from '../social/provider-settings.ts';
import { argon2id, type DeriveKey, type PasswordCost } from '../passwords/password-hasher.ts';
import { type Tokens, tokensView } from '../sessions/session.schemas.ts';

export const PASSWORD = 'a breath of mountain air';
const START = '2026-11-21T03:00:00.000Z';

/** The least that argon2 allows: tests are not about its cost. */
export const TINY_COST: PasswordCost = { memoryKiB: 8, passes: 1, parallelism: 1 };

const unlimited: RateLimiter = { consume: () => Promise.resolve(), reset: () => Promise.resolve() };

export interface TestIdentityOptions {
  readonly rateLimiter?: () => RateLimiter;
  readonly erasers?: readonly EraseMember[];
  readonly cost?: PasswordCost;
  /** Asked before the first test. */
  readonly social?: () => SocialSettings;
  /** For a test that reads what is logged. */
  readonly logger?: Logger;
}

const logger = createLogger({ level: 'silent', name: 'test' });
const secrets = {
  accessTokenKeys: [{ id: 'test', key: randomBytes(32) }],
  indexKey: randomBytes(32),
  passwordPepper: randomBytes(32),
};

/** What startSignUp takes; say what differs. */
export const aSignUp = (different: Record<string, unknown> = {}) => ({
  email: 'minji@example.com',
  password: PASSWORD,
  nickname: '숨쉬는민지',
  birthDate: '1990-04-12',
  language: 'ko',
  timeZone: 'Asia/Seoul',
  consents: [
    { type: 'service', version: '1' },
    { type: 'health-data', version: '1' },
  ],
  ...different,
});

const aSeed = (different: Partial<MemberSeed>): MemberSeed => ({
  email: `${newUuid()}@example.com`,
  password: PASSWORD,
  nickname: '민지',
  birthDate: '1990-04-12',
  language: 'ko',
  timeZone: 'Asia/Seoul',
  consents: consentTypes,
  ...different,
});

/** What a caller can tell an answer by, times aside: status, body but for the request's id, names of headers. */
export const visibleIn = (answer: { status: number; body: unknown; headers: Record<string, string> }) => {
  const body = z.record(z.string(), z.unknown()).parse(answer.body);
  return {
    status: answer.status,
    body: { ...body, requestId: '' },
    headers: Object.keys(answer.headers).sort(),
  };
};

/** A member of a test, logged in. */
export interface TestMember {
  readonly id: string;
  readonly email: string;
  readonly tokens: Tokens;
  readonly actor: Actor;
}

/** Identity on real MySQL and Redis, behind HTTP, with a clock that stands still and mails that are remembered. */
export const useTestIdentity = (options: TestIdentityOptions = {}) => {
  const { rateLimiter = () => unlimited, erasers = [], cost = TINY_COST, social } = options;
  const database = useTestDatabase({ entities: [...identityTables, outboxMessageTable] });
  const cache = useTestCache();
  const clock = createFakeClock(START);
  const mailer = createFakeMailer();
  const cipher = createFieldCipher({ keys: [{ id: 1, key: randomBytes(32) }] });
  const blindIndex = createBlindIndex(secrets.indexKey);
  const outbox = createOutbox({ cipher, newId: newUuid });
  /** What was hashed; a test may hold all hashing back. */
  const hashes = { computed: 0, held: Promise.resolve() };
  let memberCiphers: MemberCiphers;
  let identity: Identity;

  const derive: DeriveKey = async (parameters) => {
    hashes.computed += 1;
    await hashes.held;
    return argon2id(parameters);
  };

  beforeAll(() => {
    memberCiphers = createMemberCiphers({ database: database(), ring: cipher, now: clock.now });
    identity = createIdentity({
      storage: { database: database(), cache: cache(), cipher, memberCiphers, blindIndex },
      post: { outbox, mailer, publicUrl: 'https://soomcare.example' },
      rateLimiter: rateLimiter(),
      secrets,
      runtime: { now: clock.now, newId: newUuid, logger: options.logger ?? logger },
      erasers,
      passwords: { cost, derive },
      ...(social ? { social: social() } : {}),
    });
  });

  const api = useTestApi(() => ({
    endpoints: identity.memberRoutes,
    openProfile: identity.openProfile,
    now: clock.now,
    rateLimiter: rateLimiter(),
  }));

  beforeEach(async () => {
    await truncateAll(database());
    clock.set(START);
    mailer.clear();
    hashes.computed = 0;
  });

  /** Delivers what waits in the outbox. */
  const deliver = async () => {
    const relay = createOutboxRelay({
      database: database(),
      cipher,
      handlers: identity.outboxHandlers,
      logger,
      metrics: createMetrics(),
    });
    await relay.runOnce();
  };

  const actorOf = async (accessToken: string): Promise<Actor> => {
    const actor = await identity.verifyAccessToken(accessToken);
    if (!actor) throw new Error('this access token is not valid');
    return actor;
  };

  const logIn = async (email: string, password = PASSWORD, device?: object): Promise<Tokens> => {
    const answer = await api.anyone().post('/v1/auth/sessions').send({ email, password, device }).expect(201);
    return tokensView.parse(answer.body);
  };

  return {
    database,
    cache,
    clock,
    mailer,
    api,
    hashes,
    secrets,
    deliver,
    actorOf,
    logIn,
    get memberCiphers() {
      return memberCiphers;
    },
    get identity() {
      return identity;
    },

    async refresh(refreshToken: string): Promise<Tokens> {
      const answer = await api.anyone().post('/v1/auth/tokens').send({ refreshToken }).expect(200);
      return tokensView.parse(answer.body);
    },

    /** The newest mail to an address, after the outbox has been emptied. */
    async mailTo(email: string) {
      await deliver();
      return mailer.lastTo(email);
    },

    async aMember(different: Partial<MemberSeed> = {}): Promise<TestMember> {
      const seed = aSeed(different);
      const id = await identity.createMember(seed);
      const tokens = await logIn(seed.email, seed.password);
      return { id, email: seed.email, tokens, actor: await actorOf(tokens.accessToken) };
    },

    async countRows(table: string): Promise<number> {
      const [row] = await database().rows<{ total: number }>(`SELECT COUNT(*) AS total FROM ${table}`);
      return row?.total ?? 0;
    },
  };
};
