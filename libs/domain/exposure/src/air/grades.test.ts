import { expect, test } from 'vitest';

import { gradeOf, worstGrade } from './grades.ts';

test.each([
  ['pm10', 0, 'good'],
  ['pm10', 30, 'good'],
  ['pm10', 31, 'moderate'],
  ['pm10', 80, 'moderate'],
  ['pm10', 81, 'bad'],
  ['pm10', 150, 'bad'],
  ['pm10', 151, 'very-bad'],
  ['pm25', 15, 'good'],
  ['pm25', 16, 'moderate'],
  ['pm25', 35, 'moderate'],
  ['pm25', 36, 'bad'],
  ['pm25', 75, 'bad'],
  ['pm25', 76, 'very-bad'],
  ['o3', 0.03, 'good'],
  ['o3', 0.0301, 'moderate'],
  ['o3', 0.09, 'moderate'],
  ['o3', 0.0901, 'bad'],
  ['o3', 0.15, 'bad'],
  ['o3', 0.1501, 'very-bad'],
] as const)('%s of %d is %s', (pollutant, value, grade) => {
  expect(gradeOf(pollutant, value)).toBe(grade);
});

test('a mean between two whole values counts as the one that is published', () => {
  expect([gradeOf('pm25', 15.4), gradeOf('pm25', 15.5)]).toEqual(['good', 'moderate']);
});

test('the worst one stands for all', () => {
  expect(worstGrade(['moderate', 'bad', 'good'])).toBe('bad');
  expect(worstGrade([])).toBeNull();
});
