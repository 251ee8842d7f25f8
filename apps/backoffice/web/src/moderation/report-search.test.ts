import { expect, test } from 'vitest';

import { parseReportSearch } from './report-search.ts';

test('the queue’s address keeps known filters, and open is what it shows without any', () => {
  expect(parseReportSearch({ state: 'claimed', reason: 'red-flag', cursor: 'a', page: 2 })).toEqual({
    state: 'claimed',
    reason: 'red-flag',
    cursor: 'a',
    page: 2,
  });
  expect(parseReportSearch({ state: 'open', reason: 'rude', q: 'x' })).toEqual({});
});
