import { type Database, type DatabaseOptions, newUuid } from '@soomcare/database';
import { idempotencyKeyTable } from '@soomcare/http';
import {
  anActor,
  createFakeClock,
  type FakeClock,
  type TestApi,
  useTestApi,
  useTestDatabase,
} from '@soomcare/testing';

import { createMedications, type Medications } from '../medications.module.ts';
import { medicationsTables } from '../medications.tables.ts';
import { createFakeIntakes, type FakeIntakes } from './fake-intakes.ts';

/** The instant at which every test of this lib begins: 2026-03-10, noon in Seoul. */
export const START = '2026-03-10T03:00:00.000Z';

export interface MedicationsApi {
  readonly api: TestApi;
  readonly clock: FakeClock;
  readonly intakes: FakeIntakes;
  database(): Database;
  medications(): Medications;
}

/** The context behind HTTP on a database of this test file's own; only the diary of intakes is a fake. */
export const useMedicationsApi = (different: Partial<Omit<DatabaseOptions, 'url'>> = {}): MedicationsApi => {
  const database = useTestDatabase({ entities: [...medicationsTables, idempotencyKeyTable], ...different });
  const clock = createFakeClock(START);
  const intakes = createFakeIntakes();
  let medications: Medications;
  const api = useTestApi(() => {
    medications = createMedications({ database: database(), now: clock.now, newId: newUuid, intakes });
    return { endpoints: medications.memberRoutes, now: clock.now };
  });

  return { api, clock, intakes, database, medications: () => medications };
};

/** A member in Seoul who has logged in just now and consented to health data. */
export const aMember = (clock: FakeClock, different: Parameters<typeof anActor>[0] = {}) =>
  anActor({ authenticatedAt: clock.now(), ...different });

/** Where a create says that its row is. */
export const locationOf = ({ headers }: { headers: Readonly<Record<string, string>> }) =>
  headers['location'] ?? '';

/** A body that is accepted: two puffs of a reliever, as needed. */
export const aReliever = (different: object = {}) => ({
  name: '벤토린 에보할러',
  purposeDefault: 'as_needed',
  form: 'pmdi',
  doseAmount: 2,
  doseUnit: 'puff',
  startsOn: '2026-03-01',
  deviceDoses: 200,
  ...different,
});

/** A body that is accepted: a tablet each evening. */
export const aTablet = (different: object = {}) => ({
  name: '싱귤레어정 10mg',
  purposeDefault: 'scheduled',
  form: 'tablet',
  doseAmount: 1,
  doseUnit: 'tablet',
  startsOn: '2026-03-01',
  ...different,
});

/** A body that is accepted: a dose at eight in the morning and in the evening, every day in Seoul. */
export const aSchedule = (different: object = {}) => ({
  kind: 'times',
  times: ['08:00', '20:00'],
  startsOn: '2026-03-01',
  zonePolicy: 'home',
  timeZone: 'Asia/Seoul',
  amount: 1,
  ...different,
});
