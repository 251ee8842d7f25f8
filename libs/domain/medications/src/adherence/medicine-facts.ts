import { binaryToUuid, type Database, uuidToBinary } from '@soomcare/database';

import type { DrugClass } from '../drugs/drug.entity.ts';
import { createAdherenceRepository } from './adherence.repository.ts';
import { createAdherenceService } from './adherence.service.ts';
import { type Coverage, countedOutcomes, coverageOf } from './coverage.ts';

export interface MedicineFact {
  readonly medicationId: string;
  /** Of the catalogue; null for a name that the member typed. */
  readonly drugClass: DrugClass | null;
  /** Doses in a full device. */
  readonly deviceDoses: number | null;
}

/** What the diary's figures need to know of a member's medicines; the app hands it over. */
export const createMedicineFacts = ({ database, now }: { database: Database; now: () => Date }) => {
  const adherence = createAdherenceRepository(database);
  const service = createAdherenceService({ adherence, now });

  return {
    /** Also the archived and removed ones, since the diary still names them. */
    async listOf(memberId: string): Promise<MedicineFact[]> {
      const rows = await database.rows<Omit<MedicineFact, 'medicationId'> & { id: Buffer }>(
        `SELECT m.id, d.class AS drugClass, m.device_doses AS deviceDoses
           FROM medications m LEFT JOIN drugs d ON d.id = m.drug_id
          WHERE m.member_id = ? ORDER BY m.id`,
        [uuidToBinary(memberId)],
      );
      return rows.map(({ id, ...fact }) => ({ ...fact, medicationId: binaryToUuid(id) }));
    },

    /** Doses taken, days covered and possession of local days, both included: three measures that differ. */
    async adherenceOf(memberId: string, days: { from: string; to: string }, timeZone: string) {
      const seen = await service.get(memberId, days, timeZone);
      const { range, proportionOfDaysCovered, possessionRatio } = seen;
      const daysExpected = seen.days.filter(({ expected }) => expected > 0).length;

      return { range, daysExpected, proportionOfDaysCovered, possessionRatio };
    },

    /** Only days with a dose that counts. */
    async adherenceByDay(
      memberId: string,
      { from, to }: { from: string; to: string },
    ): Promise<Map<string, Coverage>> {
      const doses = await adherence.listCounted(memberId, from, to);
      const byDate = Map.groupBy(countedOutcomes(doses, now()), ({ localDate }) => localDate);
      return new Map([...byDate].map(([date, counted]) => [date, coverageOf(counted)]));
    },
  };
};
