import { expect, test } from 'vitest';

import { csvOf } from './csv.ts';

test('begins with a byte order mark and the column names, and ends every line as Windows does', () => {
  expect(csvOf(['name', 'puffs'], [{ name: '벤토린', puffs: 2 }])).toBe('\uFEFFname,puffs\r\n벤토린,2\r\n');
});

test('of no rows only the head is left', () => {
  expect(csvOf(['name'], [])).toBe('\uFEFFname\r\n');
});

test.each(['=1+1', '+82', '-1', '@SUM(A1)', '\tx', '＝1'])('words never become a formula: %s', (words) => {
  expect(csvOf(['note'], [{ note: words }])).toContain(`'${words}`);
});

test('a negative number stays a number', () => {
  expect(csvOf(['change'], [{ change: -1 }])).toContain('\r\n-1\r\n');
});

test('commas, quotes and line breaks stay within their cell; nothing is nothing; lists are JSON', () => {
  const row = { a: 'x, "y"\nz', b: null, c: ['cough', 2], d: true };

  expect(csvOf(['a', 'b', 'c', 'd'], [row])).toBe('\uFEFFa,b,c,d\r\n"x, ""y""\nz",,"[""cough"",2]",true\r\n');
});
