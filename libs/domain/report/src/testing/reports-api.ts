import { randomBytes } from 'node:crypto';

import {
  createBlindIndex,
  createFieldCipher,
  createMemberCiphers,
  type Database,
  newUuid,
} from '@soomcare/database';
import { httpErrors, idempotencyKeyTable, type RateLimiter } from '@soomcare/http';
import {
  anActor,
  createFakeClock,
  type FakeClock,
  type TestApi,
  useTestApi,
  useTestDatabase,
} from '@soomcare/testing';
import { beforeEach } from 'vitest';

import type { ReportSources } from '../document/report-sources.ts';
import { reportTables } from '../report.tables.ts';
import { createReports, type Reports } from '../reports.module.ts';
import type { RecordClinicLook } from '../sharing/share-code.service.ts';
import { createFakeReportPost, type FakeReportPost } from './fake-report-post.ts';
import { sampleSources } from './sample-sources.ts';

/** The instant at which every test of this lib begins: 2026-03-10, noon in Seoul. */
export const START = '2026-03-10T03:00:00.000Z';

export interface ReportsApi {
  readonly api: TestApi;
  readonly clock: FakeClock;
  readonly post: FakeReportPost;
  /** What went into access logs in this test. */
  readonly looks: Parameters<RecordClinicLook>[1][];
  /** The digits of the next codes; random ones after them. */
  readonly nextCodes: string[];
  /** From now on reports are made from the sample diary with these differences. */
  given(different: Partial<ReportSources>): void;
  database(): Database;
  reports(): Reports;
}

/** Limits as in production, by counters that each test begins anew. */
const useLimits = (): RateLimiter => {
  const used = new Map<string, number>();
  beforeEach(() => used.clear());

  return {
    consume({ name, points }, key) {
      const times = (used.get(`${name} ${key}`) ?? 0) + 1;
      used.set(`${name} ${key}`, times);
      return times <= points
        ? Promise.resolve()
        : Promise.reject(httpErrors.TOO_MANY_REQUESTS({ headers: { 'Retry-After': '60' } }));
    },
    reset: () => Promise.resolve(),
  };
};

/** Reports behind HTTP on a database of this test file's own, made from a sample diary. */
export const useReportsApi = (): ReportsApi => {
  const database = useTestDatabase({ entities: [...reportTables, idempotencyKeyTable] });
  const clock = createFakeClock(START);
  const sources = sampleSources();
  const rateLimiter = useLimits();
  const post = createFakeReportPost();
  const looks: ReportsApi['looks'] = [];
  const nextCodes: string[] = [];
  let reports: Reports;
  const api = useTestApi(() => {
    reports = createReports({
      database: database(),
      seals: {
        memberCiphers: createMemberCiphers({
          database: database(),
          ring: createFieldCipher({ keys: [{ id: 1, key: randomBytes(32) }] }),
          now: clock.now,
        }),
        blindIndex: createBlindIndex(randomBytes(32)),
      },
      sources,
      sharing: {
        rateLimiter,
        recordClinicLook(_tx, look) {
          looks.push(look);
          return Promise.resolve();
        },
        addressOf: post.addressOf,
        newCode: () =>
          nextCodes.shift() ?? String(randomBytes(4).readUInt32BE() % 1_000_000).padStart(6, '0'),
      },
      post,
      now: clock.now,
      newId: newUuid,
    });
    return { endpoints: reports.memberRoutes, now: clock.now, rateLimiter };
  });
  beforeEach(() => {
    looks.length = 0;
    post.forget();
  });

  return {
    api,
    clock,
    post,
    looks,
    nextCodes,
    database,
    reports: () => reports,
    given: (different) => Object.assign(sources, sampleSources(different)),
  };
};

export const aMember = (clock: FakeClock, different: Parameters<typeof anActor>[0] = {}) =>
  anActor({ authenticatedAt: clock.now(), ...different });

export const path = '/v1/reports';

export const aRequest = (different: object = {}) => ({
  from: '2026-02-01',
  to: '2026-02-28',
  language: 'ko',
  ...different,
});
