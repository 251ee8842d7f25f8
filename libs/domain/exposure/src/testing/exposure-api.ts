import { type Database, newUuid } from '@soomcare/database';
import { createLogger } from '@soomcare/observability';
import {
  anActor,
  type Caller,
  createFakeClock,
  type FakeClock,
  useTestApi,
  useTestDatabase,
} from '@soomcare/testing';

import { createExposure, type Exposure } from '../exposure.module.ts';
import { exposureTables } from '../exposure.tables.ts';
import type { AirReading, ExposureSource, PollenIssue } from '../sources/exposure-source.ts';

/** The instant at which every test of this lib begins: noon in Seoul, while trees bloom. */
export const START = '2026-04-15T03:00:00.000Z';

export interface FakeSource extends ExposureSource {
  air: (region: string) => AirReading | null;
  pollen: PollenIssue | null;
  readonly asked: string[];
}

export const aReading = (measuredAt: string, different: Partial<AirReading> = {}): AirReading => ({
  measuredAt: new Date(measuredAt),
  pm10: 40,
  pm25: 10,
  o3: 0.02,
  stations: 3,
  raw: '{}',
  ...different,
});

const aSource = (): FakeSource => {
  const asked: string[] = [];
  const source: FakeSource = {
    name: 'public-data',
    attribution: ['가상 기관'],
    asked,
    air: () => null,
    pollen: null,
    latestAir({ code }) {
      asked.push(code);
      return Promise.resolve(null).then(() => source.air(code));
    },
    pollenOf({ code }, kind) {
      asked.push(`${code} ${kind}`);
      return Promise.resolve(source.pollen);
    },
  };
  return source;
};

export interface ExposureApi {
  readonly clock: FakeClock;
  readonly source: FakeSource;
  database(): Database;
  exposure(): Exposure;
  anyone(): Caller;
  as(memberId: string): Caller;
  /** A member who wants a region. */
  aMemberIn(region: string): Promise<{ id: string; me: Caller }>;
}

/** Exposure behind HTTP on a database of this test file's own; with `withoutSource` as a server that has none. */
export const useExposureApi = ({ withoutSource = false } = {}): ExposureApi => {
  const database = useTestDatabase({ entities: exposureTables });
  const clock = createFakeClock(START);
  const source = aSource();
  let exposure: Exposure;
  const api = useTestApi(() => {
    const { now } = clock;
    exposure = createExposure({
      database: database(),
      source: withoutSource ? undefined : source,
      logger: createLogger({ level: 'silent', name: 'test' }),
      now,
    });
    return { endpoints: exposure.memberRoutes, now };
  });
  const as = (id: string) => api.as(anActor({ id, authenticatedAt: clock.now(), consents: [] }));

  return {
    clock,
    source,
    database,
    exposure: () => exposure,
    anyone: () => api.anyone(),
    as,
    async aMemberIn(region) {
      const id = newUuid();
      const me = as(id);
      await me.put('/v1/me/exposure-region').send({ region }).expect(204);
      return { id, me };
    },
  };
};
