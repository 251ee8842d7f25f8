import { clock } from './diary.ts';
import { type Writer } from './habits.ts';
import { type Medicine, type PlannedDose } from './medicine-list.ts';

/** How often a planned dose goes which way, from 0 to 1; the rest is taken in time. */
export interface DoseHabit {
  /** Forgotten altogether. */
  readonly forgets: number;
  /** Remembered at noon or later; in the evening nobody looks again. */
  readonly late: number;
  readonly skips: number;
  readonly reasons: readonly [string, ...string[]];
}

const NOON = clock(12);

/** Four hours after it was due a dose counts as late. */
const LATE = { least: clock(4, 15), most: clock(5, 45) };

const quantityOf = ({ unit }: Medicine, amount: number) =>
  unit === 'puff' ? { puffs: amount } : { amount, unit };

/** Takes one planned dose so many minutes after it was due. */
export const takeDose = ({ diary }: Writer, medicine: Medicine, dose: PlannedDose, after: number) => {
  const { day, minute, id: doseId, amount } = dose;
  const taken = { day, minute: minute + after };
  diary.write(
    'intakes',
    { day, minute: taken.minute + 1 },
    {
      takenAt: diary.at(taken),
      medicationId: medicine.id,
      doseId,
      ...quantityOf(medicine, amount),
      purpose: 'scheduled',
    },
  );
};

const answer = (
  writer: Writer,
  medicine: Medicine,
  dose: PlannedDose,
  { forgets, late, skips, reasons }: DoseHabit,
) => {
  const { random } = writer;
  const { day, minute } = dose;
  const lot = random.next();
  const delay = random.between(0, 25);
  if (lot < forgets) return;

  if (lot < forgets + skips) {
    medicine.skip(dose, { day, minute: minute + delay }, random.pick(reasons));
    return;
  }
  const isLate = lot < forgets + skips + late && minute < NOON;
  takeDose(writer, medicine, dose, isLate ? random.between(LATE.least, LATE.most) : delay);
};

/** Answers, or not, each dose of a medicine that is due on a day. */
export const answerDoses = (writer: Writer, medicine: Medicine, day: number, habit: DoseHabit) => {
  for (const dose of medicine.dosesOn(day)) answer(writer, medicine, dose, habit);
};
