import { type Database } from '@soomcare/database';

import { createAirRepository } from './air/air.repository.ts';
import { createExposureRegionRepository } from './regions/exposure-region.repository.ts';
import type { RegionCode } from './regions/regions.ts';
import { madeUpHour } from './sources/made-up-source.ts';

const DAY_HOURS = 24;
const HOUR_MS = 60 * 60 * 1000;

/** For development: a member's region, with made-up hours of so many days up to now. */
export const seedExposure = async (
  { database, now }: { readonly database: Database; readonly now: () => Date },
  { memberId, region, days }: { memberId: string; region: RegionCode; days: number },
): Promise<void> => {
  await createExposureRegionRepository(database).set(memberId, region, now());
  const air = createAirRepository(database, 'made-up');
  for (let day = 0; day < days; day += 1) {
    const hours = Array.from({ length: DAY_HOURS }, (_, hour) =>
      madeUpHour(region, new Date(now().getTime() - (day * DAY_HOURS + hour) * HOUR_MS)),
    );
    await air.addHours(region, hours, now());
  }
};
