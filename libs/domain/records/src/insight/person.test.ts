import { expect, test } from 'vitest';

import { ageOn, type PersonFacts, personOn } from './person.ts';

const facts: PersonFacts = { birthDate: '1990-05-05', sex: 'male', heightCm: 175, weightKg: null };

test.each([
  ['2026-05-04', 35],
  ['2026-05-05', 36],
  ['2026-12-31', 36],
])('on %s somebody of 1990-05-05 is %i', (day, years) => {
  expect(ageOn('1990-05-05', day)).toBe(years);
});

test('who was born on 29 February turns a year older on 1 March', () => {
  expect([ageOn('2004-02-29', '2025-02-28'), ageOn('2004-02-29', '2025-03-01')]).toEqual([20, 21]);
});

test('a person is known by sex, age and height; the weight may be open', () => {
  expect(personOn(facts, '2026-05-05')).toEqual({ sex: 'male', ageYears: 36, heightCm: 175, weightKg: null });
});

test.each([null, { ...facts, heightCm: null }, { ...facts, sex: null }, { ...facts, sex: 'other' } as const])(
  'no equation fits %j',
  (unknown) => {
    expect(personOn(unknown, '2026-05-05')).toBeNull();
  },
);
