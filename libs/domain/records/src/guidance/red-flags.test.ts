import { expect, test } from 'vitest';

import { symptomKinds } from '../symptom/symptoms.ts';
import { dangerSignsOf, redFlags } from './red-flags.ts';

const none = { symptoms: [], redFlags: [] };

test('the list has six signs', () => {
  expect(redFlags).toHaveLength(6);
});

test.each([
  [1, 'cannot-speak'],
  [2, 'cannot-walk'],
  [3, 'cannot-lie-down'],
  [4, 'grey-blue-lips'],
  [5, 'reliever-not-helping'],
  [6, 'drowsy-or-confused'],
] as const)('sign %i, %s, alone is an emergency', (_number, flag) => {
  expect(dangerSignsOf({ ...none, redFlags: [flag] })).toEqual([flag]);
});

test('severe breathlessness and severe limitation are signs by themselves, in whatever order they come', () => {
  const symptoms = [
    { kind: 'activity-limitation', severity: 3 },
    { kind: 'breathlessness', severity: 3 },
  ] as const;

  expect(dangerSignsOf({ symptoms, redFlags: ['grey-blue-lips', 'cannot-speak'] })).toEqual([
    'cannot-speak',
    'grey-blue-lips',
    'severe-breathlessness',
    'severe-activity-limitation',
  ]);
});

test.each(symptomKinds)('moderate %s is none', (kind) => {
  expect(dangerSignsOf({ ...none, symptoms: [{ kind, severity: 2 }] })).toEqual([]);
});

test.each(['cough', 'wheeze', 'chest-tightness', 'sputum', 'night-waking'] as const)(
  'severe %s is none',
  (kind) => {
    expect(dangerSignsOf({ ...none, symptoms: [{ kind, severity: 3 }] })).toEqual([]);
  },
);
