import {
  flag,
  instant,
  integer,
  isoInstant,
  localDate,
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
  walkedOn!: string;
  metresWalked!: number | null;
  outdoors!: boolean;
}

const walkTable = table<Walk>()({
  target: Walk,
  tableName: 'walks',
  columns: {
    ...memberRowColumns,
    startedAt: instant(),
    walkedOn: localDate(),
    metresWalked: nullable(integer()),
    outdoors: flag(),
  },
});

const { columnOf, read, readInPlace, selectList, unionList } = createRowMapping(walkTable);
const properties = Object.keys(walkTable.options.columns);

const id = newUuid();
const at = '2026-01-01 08:00:00.123';
const values: Readonly<Record<string, unknown>> = {
  id: uuidToBinary(id),
  startedAt: at,
  outdoors: 1,
  walkedOn: '2026-01-01',
  metresWalked: 900,
};
const storedBy = (nameOf: (property: string) => string) =>
  Object.fromEntries(properties.map((property) => [nameOf(property), values[property] ?? null]));

test('a list is selected by the properties’ names, its ids, days and instants as the texts they are', () => {
  expect(selectList('e', ['createFingerprint', 'createdAt', 'updatedAt', 'deletedAt', 'version'])).toBe(
    `BIN_TO_UUID(e.member_id) AS memberId, BIN_TO_UUID(e.id) AS id, CONCAT(REPLACE(e.started_at, ' ', 'T'), 'Z') AS startedAt, CAST(e.walked_on AS CHAR) AS walkedOn, e.metres_walked AS metresWalked, e.outdoors AS outdoors`,
  );
});

test('another table’s rows fit below, with NULL for what they have not', () => {
  expect(unionList({ walkedOn: 'b.day' }, ['createFingerprint', 'createdAt', 'updatedAt', 'deletedAt'])).toBe(
    'NULL, NULL, NULL, NULL, b.day, NULL, NULL',
  );
});

test('a row is the same read in place from a list as read into a new object from its columns', () => {
  const listed = { ...storedBy((property) => property), id, startedAt: isoInstant(at) };

  const row = readInPlace(listed);

  expect(row).toBe(listed);
  expect(row).toEqual(read(storedBy(columnOf)));
  expect(row).toMatchObject({ id, startedAt: isoInstant(at), outdoors: true, metresWalked: 900 });
});
