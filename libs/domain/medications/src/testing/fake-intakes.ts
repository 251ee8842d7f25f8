import type { IntakePort, ListedIntake, TakenDose } from '../doses/intake-port.ts';

interface Kept extends ListedIntake {
  readonly id: string;
  readonly memberId: string;
  readonly medicationId: string;
}

export interface FakeIntakes extends IntakePort {
  /** As if the member had put it into the diary by hand. */
  add(intake: Omit<Kept, 'id' | 'amountHundredths' | 'purpose'> & Partial<Kept>): void;
  /** What doses have left in the diary. */
  readonly recorded: readonly TakenDose[];
}

/** The diary of intakes, remembered by the test alone. */
export const createFakeIntakes = (): FakeIntakes => {
  const recorded: TakenDose[] = [];
  const kept: Kept[] = [];
  const forget = <Row extends { id: string }>(rows: Row[], id: string) => {
    const index = rows.findIndex((row) => row.id === id);
    if (index >= 0) rows.splice(index, 1);
  };

  return {
    recorded,

    add(intake) {
      kept.push({ id: `by hand ${kept.length}`, amountHundredths: null, purpose: 'as_needed', ...intake });
    },

    record(_tx, taken) {
      const { id, memberId, medicationId, takenAt, quantity, purpose } = taken;
      const puffs = 'puffs' in quantity ? quantity.puffs : null;
      const amountHundredths = 'amountHundredths' in quantity ? quantity.amountHundredths : null;
      recorded.push(taken);
      kept.push({ id, memberId, medicationId, takenAt, puffs, amountHundredths, purpose });
      return Promise.resolve();
    },

    remove(_tx, _memberId, intakeId) {
      forget(recorded, intakeId);
      forget(kept, intakeId);
      return Promise.resolve();
    },

    listOf(memberId, medicationId, from, to) {
      const isListed = (each: Kept) =>
        each.memberId === memberId &&
        each.medicationId === medicationId &&
        from.toISOString() <= each.takenAt &&
        each.takenAt < to.toISOString();
      const listed = kept.filter(isListed).toSorted((one, other) => (one.takenAt < other.takenAt ? -1 : 1));
      return Promise.resolve(listed);
    },

    existsFor: (memberId, medicationId) =>
      Promise.resolve(kept.some((each) => each.memberId === memberId && each.medicationId === medicationId)),
  };
};
