import { expect, test } from 'vitest';

import { scoreOf } from './verdict.ts';

test.each([
  ['act', 25, 'well'],
  ['act', 20, 'well'],
  ['act', 19, 'not-well'],
  ['act', 16, 'not-well'],
  ['act', 15, 'very-poor'],
  ['acq', 0.75, 'well'],
  ['acq', 0.76, 'between'],
  ['acq', 1.49, 'between'],
  ['acq', 1.5, 'not-well'],
] as const)('a total of %s %d is %s', (kind, total, verdict) => {
  expect(scoreOf({ kind, total })).toEqual({ score: total, verdict });
});
