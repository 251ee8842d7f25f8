import { type Contexts } from '../contexts.ts';
import { type DemoLife, type LifeOwner } from './life-of.ts';
import { createCall } from './write-entry.ts';

export interface MedicinesDeps {
  readonly contextsAt: (now: () => Date) => Pick<Contexts, 'medications'>;
  readonly now: () => Date;
}

/**
 * Puts a life's medicines on the member's list, with the doses that were due so far. A medicine is as old as it says;
 * its schedules are of today, so that nobody is reminded of a dose of the past.
 */
export const loadMedicines = async (
  { contextsAt, now }: MedicinesDeps,
  { id: memberId, seed: { timeZone } }: LifeOwner,
  { joinedAt, medicines }: Pick<DemoLife, 'joinedAt' | 'medicines'>,
): Promise<void> => {
  let clock = joinedAt;
  const { medications: then } = contextsAt(() => clock);
  const { medications: today } = contextsAt(now);

  for (const { ediCode, medication, schedules, refills, primings, skips } of medicines) {
    const drug = await today.drugs.findByEdiCode(ediCode);
    if (!drug) throw new Error(`the drug catalogue lacks ${ediCode}`);

    clock = joinedAt;
    await then.medications.create(memberId, { ...medication, drugId: drug.id }, createCall(medication));
    const owner = { memberId, medicationId: medication.id };
    for (const schedule of schedules) {
      await today.schedules.create(owner, schedule, createCall(schedule));
      await today.addPastDoses(memberId, schedule.id);
    }
    for (const refill of refills) {
      clock = new Date(refill.occurredAt);
      await then.supply.recordRefill(owner, refill, { ...createCall(refill), timeZone });
    }
    for (const priming of primings) {
      clock = new Date(priming.occurredAt);
      await then.supply.recordPriming(owner, priming, { ...createCall(priming), timeZone });
    }
    for (const { doseId, answeredAt, reason } of skips) {
      clock = new Date(answeredAt);
      await then.doses.skip(memberId, doseId, { reason });
    }
  }
};
