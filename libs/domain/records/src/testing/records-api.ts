import { type Database, newUuid } from '@soomcare/database';
import { idempotencyKeyTable } from '@soomcare/http';
import {
  anActor,
  createFakeClock,
  type FakeClock,
  type TestApi,
  useTestApi,
  useTestDatabase,
} from '@soomcare/testing';

import { createRecords, type Records, type RecordsDeps } from '../records.module.ts';
import { recordsTables } from '../records.tables.ts';

/** The instant at which every test of this lib begins: 2026-03-10, noon in Seoul. */
export const START = '2026-03-10T03:00:00.000Z';

export interface RecordsApi {
  readonly api: TestApi;
  readonly clock: FakeClock;
  database(): Database;
  records(): Records;
}

/** The diary behind HTTP on a database of this test file's own. */
export const useRecordsApi = (deps: Omit<RecordsDeps, 'database' | 'now' | 'newId'> = {}): RecordsApi => {
  const database = useTestDatabase({ entities: [...recordsTables, idempotencyKeyTable] });
  const clock = createFakeClock(START);
  let records: Records;
  const api = useTestApi(() => {
    records = createRecords({ database: database(), now: clock.now, newId: newUuid, ...deps });
    return { endpoints: records.memberRoutes, now: clock.now };
  });

  return { api, clock, database, records: () => records };
};

/** A member in Seoul who has logged in just now and consented to health data. */
export const aMember = (clock: FakeClock, different: Parameters<typeof anActor>[0] = {}) =>
  anActor({ authenticatedAt: clock.now(), ...different });

/** Where a create says that its row is. */
export const locationOf = ({ headers }: { headers: Readonly<Record<string, string>> }) =>
  headers['location'] ?? '';

const saidOnce = ['actionPlan', 'emergency'];

/** An entry as it is read back: without what only the answer to its write says. */
export const entryOf = ({ body }: { body: unknown }) =>
  Object.fromEntries(Object.entries(body as object).filter(([key]) => !saidOnce.includes(key)));
