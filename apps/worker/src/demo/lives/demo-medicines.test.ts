import { expect, test } from 'vitest';

import { lifeOf } from '../life-of.ts';
import { people } from '../people.ts';
import { products } from '../prescriptions.ts';
import { DEMO_DAYS, episodes } from './demo-life.ts';

const NOW = new Date('2026-11-21T23:30:00+09:00');
const FIRST_DAY = Temporal.PlainDate.from('2026-11-21').subtract({ days: DEMO_DAYS - 1 });

const [demo] = people;
if (!demo) throw new Error('the demo member is the first');
const { medicines, entries } = lifeOf(demo, NOW);

const medicineOf = (product: keyof typeof products) => {
  const medicine = medicines.find(({ ediCode }) => ediCode === products[product]);
  if (!medicine) throw new Error(`${product} is not on the list`);
  return medicine;
};
const intakesOf = (product: keyof typeof products) => {
  const { id } = medicineOf(product).medication;
  return entries.flatMap(({ kind, body }) => (kind === 'intakes' && body.medicationId === id ? [body] : []));
};
const dateOf = (day: number) => FIRST_DAY.add({ days: day }).toString();

test('there are four medicines: one for every day and for need, one for need, one at night, one that is over', () => {
  const theirs = [products.symbicort, products.ventolin, products.singulair, products.solondo];
  expect(medicines.map(({ ediCode }) => ediCode).sort()).toEqual(theirs.sort());

  expect(medicineOf('symbicort').schedules).toMatchObject([{ times: ['07:30', '20:30'], amount: 1 }]);
  expect(new Set(intakesOf('symbicort').map(({ purpose }) => purpose))).toEqual(
    new Set(['scheduled', 'as_needed']),
  );
  expect(medicineOf('ventolin').schedules).toEqual([]);
  expect(new Set(intakesOf('ventolin').map(({ purpose }) => purpose))).toEqual(
    new Set(['as_needed', 'pre_exercise']),
  );
  expect(medicineOf('singulair').schedules).toMatchObject([{ times: ['22:00'] }]);
  expect(medicineOf('solondo').medication.endsOn).toBe(dateOf(episodes.crisis.last + 9));
});

test('every intake names a medicine of the list, each planned one the dose that it answers, and no dose twice', () => {
  const ids = new Set(medicines.map(({ medication }) => medication.id));
  const intakes = entries.flatMap(({ kind, body }) => (kind === 'intakes' ? [body] : []));
  const answered = [
    ...intakes.flatMap(({ doseId }) => doseId ?? []),
    ...medicines.flatMap(({ skips }) => skips.map(({ doseId }) => doseId)),
  ];

  expect(intakes.every(({ medicationId }) => ids.has(medicationId ?? ''))).toBe(true);
  expect(intakes.every(({ purpose, doseId }) => (purpose === 'scheduled') === (doseId !== undefined))).toBe(
    true,
  );
  expect(new Set(answered).size).toBe(answered.length);
});

test('the steroid course begins after the crisis and tapers off: each step begins the day after the one before', () => {
  const { schedules } = medicineOf('solondo');
  const nextDay = (day: string | null | undefined) =>
    Temporal.PlainDate.from(day ?? '')
      .add({ days: 1 })
      .toString();

  expect(schedules.map(({ amount }) => amount)).toEqual([6, 4, 2]);
  expect(schedules[0]?.startsOn).toBe(dateOf(episodes.crisis.last + 1));
  expect(schedules.slice(1).map(({ startsOn }) => startsOn)).toEqual(
    schedules.slice(0, -1).map(({ endsOn }) => nextDay(endsOn)),
  );
  expect(intakesOf('solondo').map(({ amount }) => amount)).toEqual([6, 6, 6, 6, 6, 4, 4, 2, 2]);
});

test('who leaves a dose out on purpose says why', () => {
  const skips = medicines.flatMap(({ skips: all }) => all);

  expect(skips.length).toBeGreaterThan(8);
  expect(skips.every(({ reason }) => /[가-힣]/.test(reason))).toBe(true);
});

test('others have a list as well, and take from it what they take', () => {
  const withList = people.slice(1).filter((person) => lifeOf(person, NOW).medicines.length > 0);

  expect(withList.length).toBeGreaterThanOrEqual(2);
  for (const person of withList) {
    const life = lifeOf(person, NOW);
    const taken = new Set(life.entries.flatMap(({ body }) => ('puffs' in body ? [body.medicationId] : [])));
    expect(taken).toEqual(new Set(life.medicines.map(({ medication }) => medication.id)));
  }
});
