import type { Transaction } from '@soomcare/database';
import { addDays } from '@soomcare/time';

import { doseId, dueAtOf } from './dose-id.ts';
import type { PlainDoseSlot } from './dose-slot.entity.ts';
import type { Dose, DosePlan, DoseSlotRepository } from './dose-slot.repository.ts';
import { plannedDoseAt, plannedDosesOn, unanswered } from './planned-dose.ts';

/** After every instant until which a schedule can have rows. */
const END_OF_TIME = new Date('9999-12-31T23:59:59.999Z');

/** After the last dose of a local day in every zone. */
const endOf = (localDate: string) => new Date(`${addDays(localDate, 2)}T00:00:00Z`);

const orderOf = ({ dueAt, id }: Dose) => `${dueAt} ${id}`;

const doseOf = (
  { medicationName, unit, dailyMaximumHundredths }: DosePlan,
  planned: PlainDoseSlot,
): Dose => ({ ...planned, medicationName, unit, dailyMaximumHundredths });

/** Every dose of a member's, past or to come: those with a row, and beyond the rows those that a rule plans. */
export const createDoseBook = (doses: DoseSlotRepository) => {
  /** The id tells the instant, and the instant with a schedule the id. */
  const findPlanned = async (memberId: string, id: string, within?: Transaction): Promise<Dose | null> => {
    const dueAt = dueAtOf(id);
    if (!dueAt) return null;

    const plans = await doses.listPlans(memberId, new Date(dueAt.getTime() + 1), within);
    const plan = plans.find((each) => doseId(each.id, dueAt) === id);
    const planned = plan && plannedDoseAt(plan, dueAt);

    return planned ? doseOf(plan, planned) : null;
  };

  return {
    /** Those of one local day of each schedule, in the order in which they are due. */
    async listOn(memberId: string, localDate: string): Promise<Dose[]> {
      const { doses: kept, mayBePlannedMore } = await doses.listOn(memberId, localDate, endOf(localDate));
      if (!mayBePlannedMore) return kept;

      const plans = await doses.listPlans(memberId, endOf(localDate));
      const keptIds = new Set(kept.map(({ id }) => id));
      const planned = plans
        .flatMap((plan) => plannedDosesOn(plan, localDate).map((dose) => doseOf(plan, dose)))
        .filter(({ id }) => !keptIds.has(id));

      return [...kept, ...planned].toSorted((one, other) => (orderOf(one) < orderOf(other) ? -1 : 1));
    },

    async find(memberId: string, id: string): Promise<Dose | null> {
      return (await doses.find(memberId, id)) ?? findPlanned(memberId, id);
    },

    /** For an answer: the dose's row, which a planned dose gets now, locked until the transaction ends. */
    async lock(tx: Transaction, memberId: string, id: string): Promise<Dose | null> {
      const kept = await doses.lock(tx, memberId, id);
      if (kept) return kept;

      const planned = await findPlanned(memberId, id, tx);
      if (!planned) return null;

      await doses.insertIfAbsent(tx, planned);
      return doses.lock(tx, memberId, id);
    },

    /**
     * What taking its answer back makes of a dose: open, or cancelled if it is still to come and its schedule has been
     * changed since, so that no rule plans it any more.
     */
    async reopened(tx: Transaction, { memberId, scheduleId, dueAt }: Dose, now: Date) {
      const due = new Date(dueAt);
      if (due <= now) return unanswered;

      const plans = await doses.listPlans(memberId, END_OF_TIME, tx);
      const isPlanned = plans.some((plan) => plan.id === scheduleId && plannedDoseAt(plan, due) !== null);
      return isPlanned ? unanswered : { ...unanswered, cancelledAt: now.toISOString() };
    },
  };
};

export type DoseBook = ReturnType<typeof createDoseBook>;
