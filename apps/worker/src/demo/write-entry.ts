import { createHash } from 'node:crypto';

import { type Records } from '@soomcare/records';

import { type DemoEntry } from './diary.ts';
import { type LifeOwner } from './life-of.ts';

/** A create as a phone sends it that makes the id itself. */
export const createCall = (body: object) => ({
  key: null,
  fingerprint: createHash('sha256').update(JSON.stringify(body)).digest(),
});

/** Sends one entry the way the member's phone would, past HTTP: the diary's own rules settle day, zone and warnings. */
export const writeEntry = async (
  records: Records,
  { id, seed }: LifeOwner,
  entry: DemoEntry,
): Promise<void> => {
  const call = { ...createCall(entry.body), timeZone: seed.timeZone };

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
    case 'controlAssessments':
      await records.controlAssessments.record(id, entry.body, call);
      return;
    case 'personalBests':
      await records.personalBests.confirm(id, entry.body, call);
      return;
    default:
      entry satisfies never;
  }
};
