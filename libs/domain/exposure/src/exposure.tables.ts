import { airDayTable, airHourTable } from './air/air.entity.ts';
import { pollenDayTable } from './pollen/pollen.entity.ts';
import { exposureRegionTable } from './regions/exposure-region.entity.ts';

/** For the database's list of entities. */
export const exposureTables = [airHourTable, airDayTable, pollenDayTable, exposureRegionTable] as const;
