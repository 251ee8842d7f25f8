import { expect, test } from 'vitest';

import { predictedMean } from './predicted-mean.ts';

const hours = (...values: (number | null)[]) =>
  Array.from({ length: 12 }, (_, hour) => values[hour] ?? values.at(-1) ?? null);

test('steady clean air keeps its value', () => {
  expect(predictedMean('pm10', hours(40))).toBe(40);
});

test('of steady dirty air the last four hours count three quarters', () => {
  expect(predictedMean('pm10', hours(80))).toBe((80 + 60) / 2);
  expect(predictedMean('pm25', hours(30))).toBe((30 + 22.5) / 2);
  expect(predictedMean('pm10', hours(69))).toBe(69);
});

test('a steep rise, and a fall, count whole', () => {
  const risen = [...Array<number>(4).fill(200), ...Array<number>(8).fill(20)];
  expect(predictedMean('pm10', risen)).toBe((80 + 200) / 2);

  const fallen = [...Array<number>(4).fill(75), ...Array<number>(8).fill(150)];
  expect(predictedMean('pm10', fallen)).toBe((125 + 75) / 2);
});

test('three quarters of the hours have to be there', () => {
  expect(predictedMean('pm25', [20, 20, 20, null, ...Array<number>(6).fill(20), null, null])).toBe(20);
  expect(predictedMean('pm25', [20, 20, 20, 20, ...Array<number>(4).fill(20)])).toBeNull();
  expect(predictedMean('pm25', [null, null, ...Array<number>(10).fill(20)])).toBeNull();
});
