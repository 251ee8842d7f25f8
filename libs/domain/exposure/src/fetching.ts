import { type Logger } from '@soomcare/observability';
import { seoulDayOf } from '@soomcare/time';

import type { AirRepository } from './air/air.repository.ts';
import type { PollenRepository } from './pollen/pollen.repository.ts';
import type { ExposureRegionRepository } from './regions/exposure-region.repository.ts';
import { type Region, regionOf } from './regions/regions.ts';
import {
  type ExposureSource,
  ExposureSourceError,
  type PollenKind,
  pollenKinds,
} from './sources/exposure-source.ts';

export interface FetchingDeps {
  readonly source: ExposureSource;
  readonly chosen: Pick<ExposureRegionRepository, 'listChosen'>;
  readonly air: Pick<AirRepository, 'addHours'>;
  readonly pollen: Pick<PollenRepository, 'add' | 'has'>;
  readonly logger: Logger;
  readonly now: () => Date;
}

const HOUR_MS = 60 * 60 * 1000;

/** The months (1–12) in which the weather service forecasts each. */
const SEASON: Readonly<Record<PollenKind, readonly number[]>> = {
  pine: [4, 5, 6],
  oak: [4, 5, 6],
  weeds: [8, 9, 10],
};

/** The last issue of six in the morning or evening in Korea that is out by now. */
export const lastPollenIssue = (now: Date): Date => {
  const EVERY_MS = 12 * HOUR_MS;
  // 06:00 in Korea is 21:00 in UTC; an issue comes some minutes after its time.
  const offset = 9 * HOUR_MS + 10 * 60 * 1000;
  return new Date(Math.floor((now.getTime() - offset) / EVERY_MS) * EVERY_MS + 9 * HOUR_MS);
};

/** Fetches what the chosen regions have news of. A region that fails does not keep the others from it. */
export const createFetching = ({ source, chosen, air, pollen, logger, now }: FetchingDeps) => {
  const fetchPollen = async (region: Region): Promise<void> => {
    const issuedAt = lastPollenIssue(now());
    const date = seoulDayOf(issuedAt);
    for (const kind of pollenKinds) {
      if (!SEASON[kind].includes(Number(date.slice(5, 7)))) continue;
      if (await pollen.has(region.code, kind, date, issuedAt)) continue;

      const issue = await source.pollenOf(region, kind, issuedAt);
      if (issue) await pollen.add(region.code, kind, issuedAt, issue);
    }
  };
  const fetchAir = async (region: Region): Promise<void> => {
    const reading = await source.latestAir(region);
    if (reading) await air.addHours(region.code, [reading], now());
  };

  /** @returns how many regions are up to date */
  return async (): Promise<number> => {
    let done = 0;
    for (const code of await chosen.listChosen()) {
      const region = regionOf(code);
      const attempts = await Promise.allSettled([fetchAir(region), fetchPollen(region)]);
      const failures = attempts.filter(({ status }) => status === 'rejected');
      for (const { reason } of failures as PromiseRejectedResult[]) {
        if (!(reason instanceof ExposureSourceError)) throw reason;
        logger.warn({ region: code, reason: reason.message }, 'air or pollen could not be fetched');
      }
      if (failures.length === 0) done += 1;
    }
    return done;
  };
};
