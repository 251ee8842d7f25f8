import { readFileSync } from 'node:fs';

import { initialSoundsOf } from '@soomcare/korean-text';
import { expect, test } from 'vitest';

import { parseCsv } from '../import/csv.ts';
import { ownDrugList } from '../import/seed-drugs.ts';

test('the column that our list was published with says the same of every product', () => {
  const [header, ...lines] = parseCsv(readFileSync(ownDrugList, 'utf8')).lines;
  const cellsOf = (column: string) =>
    lines.map(({ cells }) => cells[header?.cells.indexOf(column) ?? -1] ?? '');

  expect(lines).toHaveLength(100);
  expect(cellsOf('name_ko').map(initialSoundsOf)).toEqual(cellsOf('initial_sounds'));
});
