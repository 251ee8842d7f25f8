import { expect, test } from 'vitest';

import { lifeOf } from '../life-of.ts';
import { people } from '../people.ts';
import { DEMO_DAYS, demoMeter, episodes } from './demo-life.ts';

interface Span {
  readonly first: number;
  readonly last: number;
}

const NOW = new Date('2026-11-21T23:30:00+09:00');
const TODAY = Temporal.PlainDate.from('2026-11-21');
const SEOUL = 'Asia/Seoul';

const [demo] = people;
if (!demo) throw new Error('the demo member is the first');
const { entries } = lifeOf(demo, NOW);

/** Days since the life began. */
const dayOf = (instant: string): number =>
  Temporal.Instant.from(instant).toZonedDateTimeISO(SEOUL).toPlainDate().since(TODAY).days + DEMO_DAYS - 1;
const within =
  ({ first, last }: Span) =>
  (day: number) =>
    first <= day && day <= last;
const range = ({ first, last }: Span) =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index);
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

const peakFlows = entries
  .filter((entry) => entry.kind === 'peakFlows')
  .map(({ body: { measuredAt, blows, bronchodilator } }) => ({
    day: dayOf(measuredAt),
    isMorning: Temporal.Instant.from(measuredAt).toZonedDateTimeISO(SEOUL).hour < 12,
    litres: Math.max(...blows),
    bronchodilator,
  }));
const symptoms = entries
  .filter((entry) => entry.kind === 'symptomRecords')
  .map(({ body }) => ({ ...body, day: dayOf(body.occurredAt) }));
const intakes = entries
  .filter((entry) => entry.kind === 'intakes')
  .map(({ body }) => ({ ...body, day: dayOf(body.takenAt) }));
const lasting = (span: Span) => peakFlows.filter(({ day }) => within(span)(day));
const hasSymptom = (kind: string, severity = 1) =>
  symptoms.filter(({ symptoms: all = [] }) =>
    all.some((each) => each.kind === kind && each.severity >= severity),
  );

test('it fills the last 120 days, today among them', () => {
  const days = new Set(peakFlows.map(({ day }) => day));

  expect(days.has(0)).toBe(true);
  expect(days.has(DEMO_DAYS - 1)).toBe(true);
  expect(days.size).toBeGreaterThanOrEqual(108);
});

test('the meter is blown twice a day, lower in the morning', () => {
  const mornings = peakFlows.filter(({ isMorning, bronchodilator }) => isMorning && bronchodilator === 'pre');
  const evenings = peakFlows.filter(
    ({ isMorning, bronchodilator }) => !isMorning && bronchodilator === 'pre',
  );

  expect(mornings.length).toBeGreaterThan(95);
  expect(evenings.length).toBeGreaterThan(95);
  expect(mean(evenings.map(({ litres }) => litres))).toBeGreaterThan(
    mean(mornings.map(({ litres }) => litres)) + 20,
  );
});

test('the personal best is shown early, confirmed for this meter, and outdone lately', () => {
  const [best] = entries.filter((entry) => entry.kind === 'personalBests').map(({ body }) => body);
  const early = peakFlows.filter(({ day }) => day < 21).map(({ litres }) => litres);
  const late = peakFlows.filter(({ day }) => day >= DEMO_DAYS - 21).map(({ litres }) => litres);

  expect(best).toMatchObject({
    litresPerMinute: demoMeter.best,
    meterId: demoMeter.meterId,
    validFrom: '2026-07-25',
  });
  expect(Math.max(...early)).toBe(demoMeter.best);
  expect(late.filter((litres) => litres > demoMeter.best)).toHaveLength(1);
});

test('the cold takes two weeks: falling peak flow, woken nights, more and more of the reliever', () => {
  const twoWeeks = { first: episodes.cold.first, last: episodes.crisis.last };
  const [firstHalf, secondHalf] = [
    { first: twoWeeks.first, last: twoWeeks.first + 6 },
    { first: twoWeeks.first + 7, last: twoWeeks.last },
  ];
  const average = (span: Span) => mean(lasting(span).map(({ litres }) => litres));
  const relievers = (span: Span) =>
    intakes.filter(({ day, purpose }) => within(span)(day) && purpose === 'as_needed').length;

  expect(range(twoWeeks)).toHaveLength(14);
  expect(average(secondHalf)).toBeLessThan(average(firstHalf) - 40);
  expect(relievers(secondHalf)).toBeGreaterThan(2 * relievers(firstHalf));
  expect(hasSymptom('night-waking').filter(({ day }) => within(twoWeeks)(day)).length).toBeGreaterThanOrEqual(
    8,
  );
});

test('there are exactly two reds, and they end the cold in the emergency room', () => {
  const reds = peakFlows.filter(({ litres }) => 100 * litres < 50 * demoMeter.best);
  const events = entries
    .filter((entry) => entry.kind === 'exacerbations')
    .map(({ body: { kind, startedAt } }) => [kind, dayOf(startedAt)]);

  expect(reds.map(({ day }) => day)).toEqual([episodes.crisis.first, episodes.crisis.first]);
  expect(events).toEqual(
    expect.arrayContaining([
      ['emergency-visit', episodes.crisis.first],
      ['oral-steroid-course', episodes.crisis.first + 1],
      ['missed-work-or-school', episodes.crisis.first + 1],
    ]),
  );
  const [course] = entries.flatMap(({ body }) => ('oralSteroidDays' in body ? [body.oralSteroidDays] : []));
  expect(course).toBe(9);
});

test('nine days are missing altogether', () => {
  const isMissed = within(episodes.missed);
  const days = [...peakFlows, ...symptoms, ...intakes].map(({ day }) => day);

  expect(range(episodes.missed)).toHaveLength(9);
  expect(days.filter(isMissed)).toEqual([]);
  expect(days).toEqual(expect.arrayContaining([episodes.missed.first - 1, episodes.missed.last + 1]));
});

test('the pollen week wheezes and says why', () => {
  const week = symptoms.filter(
    ({ day, triggers = [] }) => within(episodes.pollen)(day) && triggers.includes('pollen'),
  );

  expect(range(episodes.pollen)).toHaveLength(7);
  expect(week).toHaveLength(7);
  expect(hasSymptom('wheeze').filter(({ day }) => within(episodes.pollen)(day))).toHaveLength(7);
});

test('good days say so, and are not all alike', () => {
  const none = symptoms.filter(({ noSymptoms }) => noSymptoms === true);
  const notes = entries.flatMap(({ body }) => ('note' in body && body.note ? [body.note] : []));

  expect(none.length).toBeGreaterThan(20);
  expect(new Set(notes).size).toBeGreaterThan(8);
  expect(notes.every((note) => /[가-힣]/.test(note))).toBe(true);
});

test('two puffs go before sport', () => {
  const beforeSport = intakes.filter(({ purpose }) => purpose === 'pre_exercise');

  expect(beforeSport.length).toBeGreaterThan(10);
  expect(beforeSport.every(({ puffs }) => puffs === 2)).toBe(true);
});

test('three visits to the clinic measure before and after a bronchodilator', () => {
  const measured = entries.filter((entry) => entry.kind === 'spirometries').map(({ body }) => body);

  expect(measured.map(({ bronchodilator }) => bronchodilator)).toEqual([
    'pre',
    'post',
    'pre',
    'post',
    'pre',
    'post',
  ]);
  expect(measured.every(({ fev1Litres, fvcLitres }) => fev1Litres < fvcLitres)).toBe(true);
});
