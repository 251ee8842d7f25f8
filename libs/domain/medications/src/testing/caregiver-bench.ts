import { randomBytes } from 'node:crypto';

import { createBlindIndex, createFieldCipher, createMemberCiphers, newUuid } from '@soomcare/database';
import { createHttpApp, httpErrors, type HttpServer, type RateLimiter, serve } from '@soomcare/http';
import { createLogger, createMetrics } from '@soomcare/observability';
import { createFakeClock, truncateAll, useTestApi, useTestDatabase } from '@soomcare/testing';
import { afterAll, beforeAll, beforeEach } from 'vitest';

import { medicationsTables } from '../medications.tables.ts';
import { aDoseSlot } from './dose-slots.ts';
import { aMember, START } from './medications-api.ts';
import type { NoticedMember } from '../caregiver/caregiver.deps.ts';
import { type Caregivers, createCaregivers } from '../caregiver/caregivers.module.ts';
import { createFakeCaregiverPost, tokenIn } from './fake-caregiver-post.ts';

export const EMAIL = 'jeongho@example.com';

/** A body that is accepted. */
export const aCaregiver = (different: object = {}) => ({
  name: '이정호',
  email: EMAIL,
  language: 'ko',
  sharesNickname: true,
  ...different,
});

const usual: NoticedMember = { nickname: '민지', timeZone: 'Asia/Seoul' };

/** Members with caregivers behind HTTP, the pages of the links, and a post that can be read. */
export const useCaregiverBench = () => {
  const database = useTestDatabase({ entities: medicationsTables });
  const clock = createFakeClock(START);
  const post = createFakeCaregiverPost(database);
  /** Those who are not as usual; null for one without the consent. */
  const members = new Map<string, NoticedMember | null>();
  const used = new Map<string, number>();
  let caregivers: Caregivers;
  let pages: HttpServer;

  const rateLimiter: RateLimiter = {
    consume({ name, points }, key) {
      const times = (used.get(`${name} ${key}`) ?? 0) + 1;
      used.set(`${name} ${key}`, times);
      return times <= points
        ? Promise.resolve()
        : Promise.reject(httpErrors.TOO_MANY_REQUESTS({ headers: { 'Retry-After': '60' } }));
    },
    reset: () => Promise.resolve(),
  };

  const api = useTestApi(() => {
    caregivers = createCaregivers({
      database: database(),
      seals: {
        memberCiphers: createMemberCiphers({
          database: database(),
          ring: createFieldCipher({ keys: [{ id: 1, key: randomBytes(32) }] }),
          now: clock.now,
        }),
        blindIndex: createBlindIndex(randomBytes(32)),
      },
      post,
      rateLimiter,
      memberOf: (memberId) =>
        Promise.resolve(members.has(memberId) ? (members.get(memberId) ?? null) : usual),
      now: clock.now,
    });
    return { endpoints: caregivers.memberRoutes, now: clock.now };
  });

  beforeAll(async () => {
    const logger = createLogger({ level: 'silent', name: 'test' });
    const listener = createHttpApp({
      logger,
      metrics: createMetrics(),
      corsOrigins: [],
      trustProxyHops: 0,
      routers: [{ prefix: '', router: caregivers.pages }],
    });
    pages = await serve({ listener, port: 0, logger, onDrain: () => undefined, drainMs: 0 });
  });
  beforeEach(async () => {
    await truncateAll(database());
    clock.set(START);
    members.clear();
    used.clear();
  });
  afterAll(() => pages.stop());

  /** A link as a browser opens it, or presses its button. */
  const follow = (method: 'GET' | 'POST', page: 'accept' | 'stop', token: string, language = 'ko') =>
    fetch(`http://127.0.0.1:${pages.port}/caregiver/${page}?token=${token}`, {
      method,
      headers: { 'accept-language': language },
    });

  /** A member who has named a caregiver, and the mail that asks. */
  const asking = async (different: object = {}) => {
    const actor = aMember(clock);
    const me = api.as(actor);
    await me.put('/v1/me/caregiver').send(aCaregiver(different)).expect(200);
    const [mail = { to: '', subject: '', text: '' }] = await post.deliver();
    return { actor, me, mail };
  };

  return {
    api,
    clock,
    database,
    post,
    members,
    caregivers: () => caregivers,
    follow,
    asking,

    /** The same once the caregiver has agreed. */
    async agreed(different: object = {}) {
      const asked = await asking(different);
      await follow('POST', 'accept', tokenIn(asked.mail, 'accept'));
      return asked;
    },

    /** A dose that nobody answers: due at noon in Seoul, missed four hours later. */
    aDose: (memberId: string, different: Partial<Parameters<typeof aDoseSlot>[1]> = {}) =>
      aDoseSlot(database(), { memberId, medicationId: newUuid(), dueAt: START, ...different }),

    async state(me: ReturnType<typeof api.as>): Promise<string> {
      const found = await me.get('/v1/me/caregiver').expect(200);
      return (found.body as { state: string }).state;
    },
  };
};
