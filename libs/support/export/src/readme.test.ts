import { expect, test } from 'vitest';

import { readmeOf } from './readme.ts';
import { isLeftOut, tableDecisions } from './table-decisions.ts';

test('the README counts what is in it and names, in both languages, each table that is not', () => {
  const [korean = '', english = '', counts] = readmeOf([{ name: 'peak_flows', rows: 12 }], 0).split('----');
  const leftOut = Object.entries(tableDecisions).flatMap(([name, each]) => (isLeftOut(each) ? [name] : []));

  expect(counts?.trim()).toBe('peak_flows: 12');
  expect(leftOut.filter((name) => !korean.includes(name) || !english.includes(name))).toEqual([]);
  expect(korean + english).not.toContain('peak_flows');
});
