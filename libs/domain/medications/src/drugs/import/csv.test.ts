import { describe, expect, test } from 'vitest';

import { parseCsv } from './csv.ts';

const cellsOf = (text: string) => parseCsv(text).lines.map(({ cells }) => cells);

describe('parseCsv', () => {
  test.each([
    [
      'plain cells',
      'a,b\nc,d',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    ['empty cells', ',a,\n', [['', 'a', '']]],
    [
      'Windows line ends',
      'a,b\r\nc,d\r\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    ['old Mac line ends', 'a\rb', [['a'], ['b']]],
    ['quoted separators', '"a,b","c\nd"', [['a,b', 'c\nd']]],
    ['quoted quotes', '"a ""b"" c",""""', [['a "b" c', '"']]],
    ['an empty quoted cell', '"",a', [['', 'a']]],
    ['empty lines', '\n\na\n , \n', [['a']]],
    ['nothing', '', []],
  ])('reads %s', (_what, text, expected) => {
    expect(parseCsv(text).broken).toEqual([]);
    expect(cellsOf(text)).toEqual(expected);
  });

  test('knows the line on which each row begins', () => {
    const { lines } = parseCsv('a\n"b\nb\r\nb"\n\nc');

    expect(lines.map(({ line }) => line)).toEqual([1, 2, 6]);
  });

  test.each([
    ['a quote that is never closed', '"b', [['a'], ['c']]],
    ['a quote that the next line closes', '"b', [['a'], ['x', 'c']], '"x",c'],
    ['text after a closed quote', '"b"b', [['a'], ['c']]],
    ['a quote within a plain cell', 'b"b', [['a'], ['c']]],
  ])('%s costs its own line only', (_what, bad, expected, next = 'c') => {
    const text = `a\n${bad}\n${next}\n`;

    expect(parseCsv(text).broken).toEqual([2]);
    expect(cellsOf(text)).toEqual(expected);
  });
});
