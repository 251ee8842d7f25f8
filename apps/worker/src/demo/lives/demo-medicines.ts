import { clock } from '../diary.ts';
import { answerDoses, type DoseHabit, takeDose } from '../dose-habits.ts';
import { type Writer } from '../habits.ts';
import { type Medicine } from '../medicine-list.ts';
import { prescribeSymbicort, prescribeVentolin, products } from '../prescriptions.ts';

/** From the day after the first visit to the clinic on. */
const SINGULAIR_FROM = 10;

/** Symbicort has 60 doses; the newest device is nearly empty today. */
const SYMBICORT_REFILLS = [0, 29, 57, 95];
const SINGULAIR_REFILLS = [SINGULAIR_FROM, 101];
const SINGULAIR_TABLETS = 91;
const PRIMING_PUFFS = 4;

/** Tablets of 5 mg each morning: nine days that taper off. */
const taper = [
  { tablets: 6, days: 5 },
  { tablets: 4, days: 2 },
  { tablets: 2, days: 2 },
];
export const STEROID_DAYS = taper.reduce((sum, { days }) => sum + days, 0);

const AT_PHARMACY = clock(12, 30);

const prescribeSingulair = ({ medicines }: Writer): Medicine =>
  medicines.add({
    name: 'singulair',
    ediCode: products.singulair,
    from: SINGULAIR_FROM,
    purposeDefault: 'scheduled',
    doseAmount: 1,
    doseUnit: 'tablet',
    note: '자기 전에',
    plans: [{ first: SINGULAIR_FROM, times: [clock(22)], amount: 1 }],
  });

const prescribeSolondo = ({ medicines }: Writer, first: number): Medicine => {
  const plans = taper.map(({ tablets, days }, step) => {
    const from = first + taper.slice(0, step).reduce((sum, { days: earlier }) => sum + earlier, 0);
    return { first: from, last: from + days - 1, times: [clock(8, 30)], amount: tablets };
  });

  return medicines.add({
    name: 'solondo',
    ediCode: products.solondo,
    from: first,
    until: first + STEROID_DAYS - 1,
    purposeDefault: 'scheduled',
    doseAmount: 6,
    doseUnit: 'tablet',
    note: '응급실 퇴원약. 아침 식사 후',
    plans,
  });
};

/** The list as it stands today, filled up at the pharmacy. @param steroidsFrom first day of the course */
export const prescribeAll = (writer: Writer, steroidsFrom: number) => {
  const symbicort = prescribeSymbicort(writer);
  const ventolin = prescribeVentolin(writer);
  const singulair = prescribeSingulair(writer);
  const solondo = prescribeSolondo(writer, steroidsFrom);

  for (const day of SYMBICORT_REFILLS) symbicort.medicine.refill({ day, minute: clock(7) });
  for (const day of SINGULAIR_REFILLS) singulair.refill({ day, minute: AT_PHARMACY }, SINGULAIR_TABLETS);
  ventolin.medicine.refill({ day: 0, minute: clock(7) });
  ventolin.medicine.prime({ day: 0, minute: clock(7, 5) }, PRIMING_PUFFS);

  return { symbicort, ventolin, singulair, solondo };
};

type DemoMedicines = ReturnType<typeof prescribeAll>;

/** Feeling well she leaves out more and more, until the cold is well under way. */
const LAPSE = { first: 22, last: 41 };
/** The fright of the emergency room lasts for two weeks. */
const CAREFUL = { first: 42, last: 63 };
/** A weekend away without the inhaler. */
const FORGOTTEN = { first: 96, last: 97 };

const reasons: DoseHabit['reasons'] = ['목이 쉬어서', '늦게 잠들어서 건너뜀', '오늘은 숨이 편해서'];
const usual: DoseHabit = { forgets: 0.06, late: 0.1, skips: 0.03, reasons };
const lapsing: DoseHabit = { forgets: 0.4, late: 0.15, skips: 0.1, reasons };
const careful: DoseHabit = { forgets: 0.01, late: 0.04, skips: 0, reasons };
const away: DoseHabit = { forgets: 0, late: 0, skips: 1, reasons: ['여행 가방에 흡입기를 넣지 않았다'] };

const isIn = ({ first, last }: typeof LAPSE, day: number) => first <= day && day <= last;

const habitOn = (day: number): DoseHabit => {
  if (isIn(LAPSE, day)) return lapsing;
  return isIn(CAREFUL, day) ? careful : usual;
};

export const takeMedicines = (
  writer: Writer,
  { symbicort, singulair, solondo }: DemoMedicines,
  day: number,
) => {
  const habit = habitOn(day);
  answerDoses(writer, symbicort.medicine, day, isIn(FORGOTTEN, day) ? away : habit);
  answerDoses(writer, singulair, day, habit);
  for (const dose of solondo.dosesOn(day)) takeDose(writer, solondo, dose, writer.random.between(0, 15));
};
