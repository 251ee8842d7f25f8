import { randomBytes } from 'node:crypto';

import { createFieldCipher, type Database, newUuid } from '@soomcare/database';
import { idempotencyKeyTable } from '@soomcare/http';
import {
  anActor,
  createFakeClock,
  type FakeClock,
  type TestApi,
  useTestApi,
  useTestDatabase,
} from '@soomcare/testing';

import type { ReportSources } from '../document/report-sources.ts';
import { reportTable } from '../report.entity.ts';
import { createReports, type Reports } from '../reports.module.ts';
import { sampleSources } from './sample-sources.ts';

/** The instant at which every test of this lib begins: 2026-03-10, noon in Seoul. */
export const START = '2026-03-10T03:00:00.000Z';

export interface ReportsApi {
  readonly api: TestApi;
  readonly clock: FakeClock;
  /** From now on reports are made from the sample diary with these differences. */
  given(different: Partial<ReportSources>): void;
  database(): Database;
  reports(): Reports;
}

/** Reports behind HTTP on a database of this test file's own, made from a sample diary. */
export const useReportsApi = (): ReportsApi => {
  const database = useTestDatabase({ entities: [reportTable, idempotencyKeyTable] });
  const clock = createFakeClock(START);
  const sources = sampleSources();
  let reports: Reports;
  const api = useTestApi(() => {
    const cipher = createFieldCipher({ keys: [{ id: 1, key: randomBytes(32) }] });
    reports = createReports({ database: database(), cipher, sources, now: clock.now, newId: newUuid });
    return { endpoints: reports.memberRoutes, now: clock.now };
  });

  return {
    api,
    clock,
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
