import { type Database, newUuid } from '@soomcare/database';
import {
  anActor,
  createFakeClock,
  type FakeClock,
  type TestApi,
  useTestApi,
  useTestDatabase,
} from '@soomcare/testing';
import { beforeAll } from 'vitest';

import { drugTables } from '../drugs/drug.entity.ts';
import { createDrugs, type Drugs } from '../drugs/drugs.module.ts';
import { type DrugImportDeps } from '../drugs/import/import-drugs.ts';
import { seedDrugs } from '../drugs/import/seed-drugs.ts';

export interface DrugsApi {
  readonly api: TestApi;
  readonly clock: FakeClock;
  database(): Database;
  drugs(): Drugs;
  importDeps(): DrugImportDeps;
}

/** The catalogue with our own list in it, behind HTTP, on a database of this test file's own. */
export const useDrugsApi = (): DrugsApi => {
  const database = useTestDatabase({ entities: drugTables });
  const clock = createFakeClock('2026-11-21T03:00:00.000Z');
  const importDeps = () => ({ database: database(), now: clock.now, newId: newUuid });
  let drugs: Drugs;
  const api = useTestApi(() => {
    drugs = createDrugs({ database: database() });
    return { endpoints: drugs.memberRoutes, now: clock.now };
  });

  beforeAll(async () => {
    await seedDrugs(importDeps());
  });

  return { api, clock, database, drugs: () => drugs, importDeps };
};

/** A signed-in member; the catalogue needs no consent. */
export const aReader = (clock: FakeClock) => anActor({ authenticatedAt: clock.now(), consents: [] });
