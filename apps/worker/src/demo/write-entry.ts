import { createHash } from 'node:crypto';

import { type Records } from '@soomcare/records';

import { type DemoEntry } from './diary.ts';
import { type DemoPerson } from './people.ts';

/** Sends one entry the way the member's phone would, past HTTP: the diary's own rules settle day, zone and warnings. */
export const writeEntry = async (
  records: Records,
  { id, seed }: DemoPerson,
  entry: DemoEntry,
): Promise<void> => {
  const fingerprint = createHash('sha256').update(JSON.stringify(entry.body)).digest();
  const call = { timeZone: seed.timeZone, key: null, fingerprint };

  switch (entry.kind) {
    case 'peakFlows':
      await records.peakFlows.record(id, entry.body, call);
      return;
    case 'symptomRecords':
      await records.symptomRecords.record(id, entry.body, call);
      return;
    case 'spirometries':
      await records.spirometries.record(id, entry.body, call);
      return;
    case 'intakes':
      await records.intakes.record(id, entry.body, call);
      return;
    case 'exacerbations':
      await records.exacerbations.record(id, entry.body, call);
      return;
    case 'personalBests':
      await records.personalBests.confirm(id, entry.body, call);
      return;
    default:
      entry satisfies never;
  }
};
