import { randomBytes } from 'node:crypto';

import { type Database, newUuid } from '@soomcare/database';
import {
  createHttpApp,
  createStaffCookie,
  createStaffGuard,
  type Endpoint,
  type HttpServer,
  mount,
  serve,
  type StaffActor,
} from '@soomcare/http';
import { createLogger, createMetrics } from '@soomcare/observability';
import {
  anActor,
  type ApiClient,
  type Caller,
  createApiClient,
  createFakeClock,
  type FakeClock,
  useTestApi,
  useTestDatabase,
} from '@soomcare/testing';
import { afterAll, beforeAll } from 'vitest';

import { type Community, createCommunity } from '../community.module.ts';
import { communityTables } from '../community.tables.ts';
import type { Notice } from '../moderation/notices.ts';
import { revisionStaffRoutes } from '../moderation/revisions.staff-routes.ts';
import type { CommunitySafety } from '../moderation/safety.module.ts';
import type { StaffAct } from '../moderation/staff-audit.ts';
import { aPost } from './community-api.ts';
import { createFakeSearch } from './fake-search.ts';

export interface SafetyPerson {
  readonly id: string;
  readonly caller: Caller;
}

export interface SafetyApi {
  readonly clock: FakeClock;
  /** What members found in their inbox. */
  readonly told: Notice[];
  /** What the staff's audit log heard. */
  readonly audited: StaffAct[];
  database(): Database;
  safety(): CommunitySafety;
  /** A member who may write, from `daysAgo` on. */
  aPerson(daysAgo?: number, nickname?: string): SafetyPerson;
  /** Who has just signed up again with what that person signs up with. */
  newAccountOf(person: SafetyPerson): SafetyPerson;
  anyone(): Caller;
  aModerator(permissions?: readonly string[]): SafetyPerson;
  /** In the back-office, without a session. */
  noStaff(): Caller;
  /** @returns its id */
  post(by: SafetyPerson, text?: string): Promise<string>;
}

const DAY_MS = 24 * 60 * 60 * 1000;
const ID_TIME_DIGITS = 12;
const MARK_BYTES = 16;

/** The id of a member who joined then: a UUIDv7 begins with its time. */
const idOf = (joinedAt: Date): string => {
  const time = joinedAt.getTime().toString(16).padStart(ID_TIME_DIGITS, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}${newUuid().slice(13)}`;
};

/** Staff behind the real cookie guard; only the session's check is this test's own. */
const useStaffSide = (endpoints: () => readonly Endpoint[], now: () => Date) => {
  const actors = new Map<string, StaffActor>();
  const cookie = createStaffCookie({ secure: true });
  let server: HttpServer;
  let client: ApiClient;

  beforeAll(async () => {
    const logger = createLogger({ level: 'silent', name: 'test' });
    const staffGuard = createStaffGuard((token) => Promise.resolve(actors.get(token) ?? null), cookie);
    const groups = [{ prefix: '/v1', endpoints: endpoints() }];
    const rateLimiter = { consume: () => Promise.resolve(), reset: () => Promise.resolve() };
    const listener = createHttpApp({
      ...{ logger, metrics: createMetrics(), corsOrigins: [], trustProxyHops: 0 },
      routers: groups.map(({ prefix, endpoints: mounted }) => ({
        prefix,
        router: mount(mounted, { staffGuard, rateLimiter, now }),
      })),
    });
    server = await serve({ listener, port: 0, logger, onDrain: () => undefined, drainMs: 0 });
    client = createApiClient(`http://127.0.0.1:${server.port}`, groups);
  });

  afterAll(async () => {
    client.saveCaptures();
    await server.stop();
  });

  return {
    as(actor: StaffActor): Caller {
      const token = randomBytes(32).toString('base64url');
      actors.set(token, actor);
      const Cookie = cookie.carry(token).split(';')[0] ?? '';
      return client.with({ Cookie, 'X-CSRF-Token': actor.csrfToken });
    },
    anyone: () => client.anyone(),
  };
};

/** The community with its safety, as members and as staff see it, on a database of this test file's own. */
export const useSafetyApi = (): SafetyApi => {
  // Ten at once wait longer for a connection where the machine does much else.
  const database = useTestDatabase({ entities: communityTables, acquireTimeoutMs: 5_000 });
  const clock = createFakeClock('2026-03-10T03:00:00.000Z');
  const authors = new Map<string, { nickname: string; avatarKey: string; language: 'ko' }>();
  const marks = new Map<string, Buffer>();
  const told: Notice[] = [];
  const audited: StaffAct[] = [];
  const search = createFakeSearch();
  let community: Community;

  const authorsOf = (ids: readonly string[]) =>
    Promise.resolve(new Map([...authors].filter(([id]) => ids.includes(id))));

  const memberSide = useTestApi(() => {
    community = createCommunity({
      ...{ database: database(), now: clock.now, newId: newUuid },
      ports: {
        authorsOf,
        search,
        signUpMarksOf: (id) => Promise.resolve([marks.get(id) ?? randomBytes(MARK_BYTES)]),
        tell(notice) {
          told.push(notice);
          return Promise.resolve();
        },
      },
    });
    return { endpoints: community.memberRoutes, now: clock.now };
  });

  const staffSide = useStaffSide(
    () => [
      ...community.staffRoutes((_tx, act) => {
        audited.push(act);
        return Promise.resolve();
      }),
      ...revisionStaffRoutes(community.listPostRevisions),
    ],
    clock.now,
  );

  const aPerson = (daysAgo = 100, nickname = `회원${authors.size + 1}`): SafetyPerson => {
    const id = idOf(new Date(clock.now().getTime() - daysAgo * DAY_MS));
    authors.set(id, { nickname, avatarKey: 'avatar-1', language: 'ko' });
    marks.set(id, randomBytes(MARK_BYTES));
    const consents = ['service', 'community-exposure'];
    return { id, caller: memberSide.as(anActor({ id, authenticatedAt: clock.now(), consents })) };
  };

  return {
    clock,
    told,
    audited,
    database,
    safety: () => community.safety,
    anyone: () => memberSide.anyone(),
    noStaff: () => staffSide.anyone(),
    aPerson,
    newAccountOf(person) {
      const again = aPerson(0);
      const mark = marks.get(person.id);
      if (mark) marks.set(again.id, mark);
      return again;
    },
    aModerator(permissions = ['community:moderate']) {
      const id = newUuid();
      const expiresAt = new Date(clock.now().getTime() + DAY_MS);
      const role = { name: '운영자 박다온', role: 'community-moderator', permissions };
      const session = { sessionId: newUuid(), csrfToken: randomBytes(32).toString('base64url'), expiresAt };
      return { id, caller: staffSide.as({ id, ...role, ...session }) };
    },
    async post({ caller }, body = '바람이 선선해서 오래 걸었어요.') {
      clock.advance({ seconds: 1 });
      const answer = await caller.post('/v1/posts').send(aPost({ body })).expect(201);
      return (answer.body as { id: string }).id;
    },
  };
};
