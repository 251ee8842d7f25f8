import {
  flag,
  instant,
  integer,
  isoInstant,
  newUuid,
  nullable,
  table,
  uuidToBinary,
} from '@soomcare/database';
import { expect, test } from 'vitest';

import { MemberRow, memberRowColumns } from './member-row.entity.ts';
import { createRowMapping } from './row-mapping.ts';

class Walk extends MemberRow {
  startedAt!: Date;
  metresWalked!: number | null;
  outdoors!: boolean;
}

const walkTable = table<Walk>()({
  target: Walk,
  tableName: 'walks',
  columns: { ...memberRowColumns, startedAt: instant(), metresWalked: nullable(integer()), outdoors: flag() },
});

const { columns, columnOf, read, readInPlace, selectList } = createRowMapping(walkTable);
const properties = Object.keys(walkTable.options.columns);

const id = newUuid();
const at = '2026-01-01 08:00:00.123';
const values: Readonly<Record<string, unknown>> = {
  id: uuidToBinary(id),
  startedAt: at,
  outdoors: 1,
  deletedAt: null,
  metresWalked: 900,
};
const storedBy = (nameOf: (property: string) => string) =>
  Object.fromEntries(properties.map((property) => [nameOf(property), values[property] ?? null]));

test('a list is selected by the properties’ names, its instants as text', () => {
  const selected = selectList('e').split(', ');

  expect(selected).toHaveLength(columns.length);
  expect(selected).toContain('e.metres_walked AS metresWalked');
  expect(selected).toContain('CAST(e.started_at AS CHAR) AS startedAt');
});

test('a row is the same read in place as read into a new object', () => {
  const stored = storedBy((property) => property);

  const row = readInPlace(stored);

  expect(row).toBe(stored);
  expect(row).toEqual(read(storedBy(columnOf)));
  expect(row).toMatchObject({
    id,
    startedAt: isoInstant(at),
    outdoors: true,
    deletedAt: null,
    metresWalked: 900,
  });
});
