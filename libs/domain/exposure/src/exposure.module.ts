import { type Database, removeInBatches } from '@soomcare/database';
import { type Logger } from '@soomcare/observability';

import { createAirRepository } from './air/air.repository.ts';
import { createFetching } from './fetching.ts';
import { createPollenRepository } from './pollen/pollen.repository.ts';
import { createExposureService } from './reading/exposure.service.ts';
import { exposureRoutes } from './reading/exposure.routes.ts';
import { createExposureRegionRepository } from './regions/exposure-region.repository.ts';
import type { ExposureSource } from './sources/exposure-source.ts';

export interface ExposureDeps {
  readonly database: Database;
  /** Absent: nothing is fetched, and members are told so. */
  readonly source: ExposureSource | undefined;
  readonly logger: Logger;
  readonly now: () => Date;
}

const DAY_MS = 24 * 60 * 60 * 1000;
/** Of single hours; what a day came to is kept. */
const HOURS_KEPT_MS = 35 * DAY_MS;

/** Air quality and pollen per region and day, beside which a member's diary can be read. */
export const createExposure = ({ database, source, logger, now }: ExposureDeps) => {
  const chosen = createExposureRegionRepository(database);
  const ofSource = (from: ExposureSource) => {
    const air = createAirRepository(database, from.name);
    const pollen = createPollenRepository(database, from.name);
    return {
      air,
      service: createExposureService({ source: from, chosen, air, pollen, now }),
      fetch: createFetching({ source: from, chosen, air, pollen, logger, now }),
    };
  };
  const working = source && ofSource(source);

  return {
    memberRoutes: exposureRoutes({ exposure: working?.service, chosen, now }),
    /** Absent where this server has no source. */
    gradesByDay: working?.service.gradesByDay,
    /** To be done once an hour. @returns how many regions are up to date */
    async housekeeping(): Promise<number> {
      if (!working) return 0;

      await removeInBatches((limit) =>
        working.air.removeHoursBefore(new Date(now().getTime() - HOURS_KEPT_MS), limit),
      );
      return working.fetch();
    },
    /** Destroys all that is kept of a member here, within the withdrawal's own transaction. */
    eraseMember: chosen.remove,
  };
};

export type Exposure = ReturnType<typeof createExposure>;
