import { type Condition, coldDay, crisisDay, goodDay, pollenDay, recoveryDay } from '../conditions.ts';
import { clock } from '../diary.ts';
import {
  blow,
  blowAtClinic,
  confirmBest,
  eveningBlow,
  inhale,
  litresAt,
  type Meter,
  morningBlow,
  noteSymptoms,
  takeReliever,
  type Writer,
} from '../habits.ts';
import { writeCrisis } from './crisis.ts';
import { prescribeAll, STEROID_DAYS, takeMedicines } from './demo-medicines.ts';

export const DEMO_DAYS = 120;

/** Days of the life, both inclusive; what lies between them are good weeks. */
export const episodes = {
  cold: { first: 35, last: 47 },
  crisis: { first: 48, last: 48 },
  recovery: { first: 49, last: 56 },
  missed: { first: 64, last: 72 },
  pollen: { first: 80, last: 86 },
} as const;

export const demoMeter: Meter = { best: 480, meterId: 'demo-meter-1', scale: 'EU' };

/** The highest reading of the first weeks, and the day on which it became the personal best. */
const BEST_SHOWN_ON = 14;
const BEST_CONFIRMED_ON = 17;

/** A reading above the best, recent enough for the app to propose it as the next one. */
const OUTDONE = { day: 113, litres: 490 };

const clinicVisits = [
  { day: 9, before: { fev1Litres: 2.41, fvcLitres: 3.38 }, after: { fev1Litres: 2.72, fvcLitres: 3.45 } },
  { day: 58, before: { fev1Litres: 2.22, fvcLitres: 3.3 }, after: { fev1Litres: 2.49, fvcLitres: 3.38 } },
  { day: 101, before: { fev1Litres: 2.63, fvcLitres: 3.44 }, after: { fev1Litres: 2.78, fvcLitres: 3.47 } },
];

const wellControlled = {
  daytimeSymptomsOverTwiceAWeek: false,
  anyNightWaking: false,
  relieverOverTwiceAWeek: false,
  anyActivityLimitation: false,
};
const uncontrolled = {
  daytimeSymptomsOverTwiceAWeek: true,
  anyNightWaking: true,
  relieverOverTwiceAWeek: true,
  anyActivityLimitation: true,
};

/** The four questions at home, each about four weeks, and the ACT total of two visits. */
const assessments = [
  { day: 30, ginaFour: wellControlled },
  { day: 58, actTotal: 13 },
  { day: 59, ginaFour: uncontrolled },
  { day: 87, ginaFour: { ...wellControlled, anyNightWaking: true } },
  { day: 101, actTotal: 22 },
  { day: 115, ginaFour: wellControlled },
];

const assess = ({ diary }: Writer, { day, ...answers }: (typeof assessments)[number]) => {
  const answered = { day, minute: clock(21, 10) };
  diary.write('controlAssessments', answered, { answeredAt: diary.at(answered), ...answers });
};

interface Span {
  readonly first: number;
  readonly last: number;
}

const isIn = ({ first, last }: Span, day: number) => first <= day && day <= last;
const progressIn = ({ first, last }: Span, day: number) => (day - first) / (last - first);

const conditionOn = ({ random }: Writer, day: number): Condition => {
  const { cold, crisis, recovery, pollen } = episodes;
  if (isIn(cold, day)) return coldDay(random, progressIn(cold, day));
  if (isIn(crisis, day)) return crisisDay();
  if (isIn(recovery, day)) return recoveryDay(random, progressIn(recovery, day));
  if (isIn(pollen, day)) return pollenDay(random);

  return goodDay(random);
};

const isWell = (day: number) =>
  !isIn({ first: episodes.cold.first, last: episodes.recovery.last }, day) && !isIn(episodes.pollen, day);

/** In the worse half of the cold the meter is blown once more after the reliever. */
const blowAfterReliever = (writer: Writer, day: number, { eveningPercent }: Condition) => {
  if (progressIn(episodes.cold, day) < 0.5 || day > episodes.cold.last) return;

  blow(writer, demoMeter, {
    day,
    minute: clock(20, 50) + writer.random.between(0, 15),
    litres: litresAt(demoMeter, eveningPercent + 11),
    after: 'post',
    note: '완화제를 쓰고 20분 뒤',
  });
};

/** Now and then a good day passes without the meter. */
const skipsMeter = ({ random }: Writer, day: number) => isWell(day) && random.chance(0.06);

const blowInEvening = (writer: Writer, day: number, condition: Condition) => {
  const minute = clock(20);
  if (day === BEST_SHOWN_ON) {
    blow(writer, demoMeter, { day, minute, litres: demoMeter.best, note: '지금까지 중 최고 기록!' });
    return;
  }
  if (day === OUTDONE.day) {
    blow(writer, demoMeter, { day, minute, litres: OUTDONE.litres });
    return;
  }
  if (!skipsMeter(writer, day)) eveningBlow(writer, demoMeter, day, condition);
};

const swimsOn = (day: number) => isWell(day) && [2, 5].includes(day % 7);

const writeDay = (writer: Writer, medicines: ReturnType<typeof prescribeAll>, day: number) => {
  const condition = conditionOn(writer, day);
  if (!skipsMeter(writer, day)) morningBlow(writer, demoMeter, day, condition);
  blowInEvening(writer, day, condition);
  blowAfterReliever(writer, day, condition);
  noteSymptoms(writer, day, condition, { saysNone: 0.6, notes: isWell(day) ? 0.25 : 0.6 });
  takeMedicines(writer, medicines, day);
  takeReliever(writer, day, condition, [medicines.symbicort.puffs, medicines.ventolin.puffs]);
  if (swimsOn(day)) {
    const note = '수영하러 가기 전';
    inhale(writer, {
      day,
      minute: clock(18, 20),
      ...medicines.ventolin.puffs,
      purpose: 'pre_exercise',
      note,
    });
  }
};

/** Four months with asthma: good weeks, a cold that ends badly, silence, a pollen week, calm again until today. */
export const writeDemoLife = (writer: Writer) => {
  const crisisOn = episodes.crisis.first;
  const medicines = prescribeAll(writer, crisisOn + 1);
  for (let day = 0; day < DEMO_DAYS; day += 1) {
    if (!isIn(episodes.missed, day)) writeDay(writer, medicines, day);
  }
  confirmBest(writer, demoMeter, BEST_CONFIRMED_ON);
  for (const { day, ...litres } of clinicVisits) blowAtClinic(writer, day, litres);
  for (const assessment of assessments) assess(writer, assessment);
  writeCrisis(writer, crisisOn, STEROID_DAYS);
};
