import { coldDay, type Condition, crisisDay, goodDay, hardDay, pollenDay } from '../conditions.ts';
import { clock } from '../diary.ts';
import { answerDoses, type DoseHabit } from '../dose-habits.ts';
import {
  blowAtClinic,
  confirmBest,
  eveningBlow,
  inhale,
  type Meter,
  morningBlow,
  noteSymptoms,
  RELIEVER,
  takeController,
  takeReliever,
  type Writer,
} from '../habits.ts';
import { prescribeForChild, prescribeSymbicort, prescribeVentolin } from '../prescriptions.ts';
import { takeSteroids, writeCrisis } from './crisis.ts';

/** Writes down a life of so many days; the last of them is today. @param best L/min */
export type WriteLife = (writer: Writer, days: number, best: number) => void;

const daysOf = (days: number) => Array.from({ length: days }, (_, day) => day);
const meterOf = (best: number): Meter => ({ best, meterId: 'demo-meter-1', scale: 'EU' });

/** A best is the highest of two to three weeks. */
const BEST_TAKES_DAYS = 15;

const confirmBestInTime = (writer: Writer, meter: Meter, days: number) => {
  if (days > BEST_TAKES_DAYS) confirmBest(writer, meter, BEST_TAKES_DAYS);
};

/** Everything, twice a day, with a rough patch now and then. */
const steady: WriteLife = (writer, days, best) => {
  const { random } = writer;
  const meter = meterOf(best);
  for (const day of daysOf(days)) {
    if (random.chance(0.06)) continue;
    const condition = random.chance(0.1) ? hardDay(random) : goodDay(random);
    morningBlow(writer, meter, day, condition);
    if (!random.chance(0.12)) eveningBlow(writer, meter, day, condition);
    noteSymptoms(writer, day, condition, { saysNone: 0.7, notes: 0.15 });
    takeController(writer, day, 0.08);
    takeReliever(writer, day, condition);
  }
  confirmBestInTime(writer, meter, days);
};

/** One breath a day before work, and hardly a word. */
const morningOnly: WriteLife = (writer, days, best) => {
  const meter = meterOf(best);
  for (const day of daysOf(days)) {
    if (writer.random.chance(0.15)) continue;
    const condition = goodDay(writer.random);
    morningBlow(writer, meter, day, condition);
    takeController(writer, day, 0.2);
  }
  confirmBestInTime(writer, meter, days);
};

/** No meter at home: words only. */
const symptomsOnly: WriteLife = (writer, days) => {
  const { random } = writer;
  for (const day of daysOf(days)) {
    if (random.chance(0.2)) continue;
    const condition = random.pick([goodDay, goodDay, pollenDay, hardDay])(random);
    noteSymptoms(writer, day, condition, { saysNone: 0.8, notes: 0.3 });
  }
};

/** An entry every few days, of whatever comes to mind. */
const sparse: WriteLife = (writer, days, best) => {
  const { random } = writer;
  for (let day = random.between(0, 2); day < days; day += random.between(3, 6)) {
    const condition = goodDay(random);
    if (random.chance(0.5)) eveningBlow(writer, { best, meterId: null, scale: 'UNKNOWN' }, day, condition);
    noteSymptoms(writer, day, condition, { saysNone: 1, notes: 0.2 });
  }
};

const CARELESS: DoseHabit = {
  forgets: 0.35,
  late: 0.1,
  skips: 0.08,
  reasons: ['오늘은 괜찮은 것 같아서', '스테로이드가 걱정돼서'],
};

const WITH_HELP: DoseHabit = { forgets: 0.06, late: 0.05, skips: 0.02, reasons: ['할머니 댁에 두고 왔다'] };

/** Mostly yellow, often woken, the controller often forgotten, and one bad night. */
const hardToControl: WriteLife = (writer, days, best) => {
  const { random } = writer;
  const meter = meterOf(best);
  const symbicort = prescribeSymbicort(writer);
  const ventolin = prescribeVentolin(writer);
  const crisisOn = 22;
  for (const day of daysOf(days)) {
    if (day !== crisisOn && random.chance(0.1)) continue;
    const condition = day === crisisOn ? crisisDay() : hardDay(random);
    morningBlow(writer, meter, day, condition);
    eveningBlow(writer, meter, day, condition);
    noteSymptoms(writer, day, condition, { saysNone: 0, notes: 0.3 });
    answerDoses(writer, symbicort.medicine, day, CARELESS);
    takeReliever(writer, day, condition, [ventolin.puffs]);
  }
  // A clinic had measured it: these readings alone would never show it.
  confirmBest(writer, meter, 0);
  writeCrisis(writer, crisisOn);
  takeSteroids(writer, crisisOn);
};

/** Runs every other day, two puffs before. */
const sporty: WriteLife = (writer, days, best) => {
  const { random } = writer;
  const meter = meterOf(best);
  for (const day of daysOf(days)) {
    const condition: Condition = goodDay(random);
    if (day % 2 === 0) {
      const note = writer.takesNotes && random.chance(0.2) ? { note: '달리기 전' } : {};
      inhale(writer, { day, minute: clock(18), ...RELIEVER, purpose: 'pre_exercise', ...note });
    }
    if (random.chance(0.6)) eveningBlow(writer, meter, day, condition);
    if (random.chance(0.5)) noteSymptoms(writer, day, condition, { saysNone: 1, notes: 0.1 });
  }
  confirmBestInTime(writer, meter, days);
};

/** A new meter halfway, which reads on another scale: each has a best of its own. */
const twoMeters: WriteLife = (writer, days, best) => {
  const half = Math.floor(days / 2);
  const old: Meter = { best, meterId: 'old-wright', scale: 'WRIGHT' };
  const fresh: Meter = { best: best - 40, meterId: 'new-meter', scale: 'EU' };
  for (const day of daysOf(days)) {
    if (writer.random.chance(0.1)) continue;
    const meter = day < half ? old : fresh;
    const condition = goodDay(writer.random);
    morningBlow(writer, meter, day, condition);
    eveningBlow(writer, meter, day, condition);
    takeController(writer, day, 0.1);
  }
  confirmBest(writer, old, BEST_TAKES_DAYS);
  confirmBest(writer, fresh, half + BEST_TAKES_DAYS, half);
};

/** Brings the clinic's sheets home and types them in. */
const clinicOnly: WriteLife = (writer, days, best) => {
  const { random } = writer;
  const fvc = best + random.between(-150, -90);
  for (const day of [2, days - 4]) {
    const fev1 = Math.floor(fvc * (random.between(68, 76) / 100));
    blowAtClinic(writer, day, {
      before: { fev1Litres: fev1 / 100, fvcLitres: fvc / 100 },
      after: {
        fev1Litres: (fev1 + random.between(12, 34)) / 100,
        fvcLitres: (fvc + random.between(2, 9)) / 100,
      },
    });
    noteSymptoms(writer, day, goodDay(random), { saysNone: 1, notes: 0.5 });
  }
};

/** A parent writes it down: everything, with a school week that coughs. */
const schoolchild: WriteLife = (writer, days, best) => {
  const { random } = writer;
  const meter = meterOf(best);
  const { flixotide, singulair, ventolin } = prescribeForChild(writer);
  for (const day of daysOf(days)) {
    const coughs = day >= 12 && day < 19;
    const condition = coughs ? coldDay(random, (day - 12) / 12) : goodDay(random);
    morningBlow(writer, meter, day, condition);
    eveningBlow(writer, meter, day, condition);
    noteSymptoms(writer, day, condition, { saysNone: 0.8, notes: 0.25 });
    answerDoses(writer, flixotide, day, WITH_HELP);
    answerDoses(writer, singulair, day, WITH_HELP);
    takeReliever(writer, day, condition, [ventolin.puffs]);
  }
  confirmBestInTime(writer, meter, days);
};

/** Signed up and wrote nothing; also everybody who has not consented to health data. */
const silent: WriteLife = () => undefined;

export const otherLives = {
  steady,
  morningOnly,
  symptomsOnly,
  sparse,
  hardToControl,
  sporty,
  twoMeters,
  clinicOnly,
  schoolchild,
  silent,
} as const;

export type OtherLife = keyof typeof otherLives;
