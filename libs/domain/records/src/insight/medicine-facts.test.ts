import { expect, test } from 'vitest';

import { relieverKindOf } from './medicine-facts.ts';

test.each([
  ['saba', 'short-acting'],
  ['sama', 'short-acting'],
  ['saba-sama', 'short-acting'],
  ['ics-laba', 'anti-inflammatory'],
  ['ics', 'anti-inflammatory'],
  ['laba', 'other'],
  ['ltra', 'other'],
  [null, 'unknown'],
] as const)('as a reliever, %s is %s', (drugClass, kind) => {
  expect(relieverKindOf({ medicationId: 'm', drugClass, deviceDoses: null })).toBe(kind);
});

test('a medicine that is not on the list is unknown', () => {
  expect(relieverKindOf(undefined)).toBe('unknown');
});
