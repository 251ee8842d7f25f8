import { isoInstant, newUuid, uuidToBinary } from '@soomcare/database';
import { expect, test } from 'vitest';

import { symptomRecordTable } from '../symptom/symptom-record.entity.ts';
import { createRowMapping } from './row-mapping.ts';

const { columns, columnOf, read, readInPlace, selectList } = createRowMapping(symptomRecordTable);
const properties = Object.keys(symptomRecordTable.options.columns);

const id = newUuid();
const at = '2026-01-01 08:00:00.123';
const values: Readonly<Record<string, unknown>> = {
  id: uuidToBinary(id),
  occurredAt: at,
  noSymptoms: 1,
  deletedAt: null,
  cough: 2,
};
const storedBy = (nameOf: (property: string) => string) =>
  Object.fromEntries(properties.map((property) => [nameOf(property), values[property] ?? null]));

test('a list is selected by the properties’ names, its instants as text', () => {
  const selected = selectList('e').split(', ');

  expect(selected).toHaveLength(columns.length);
  expect(selected).toContain('e.chest_tightness AS chestTightness');
  expect(selected).toContain('CAST(e.occurred_at AS CHAR) AS occurredAt');
});

test('a row is the same read in place as read into a new object', () => {
  const stored = storedBy((property) => property);

  const row = readInPlace(stored);

  expect(row).toBe(stored);
  expect(row).toEqual(read(storedBy(columnOf)));
  expect(row).toMatchObject({ id, occurredAt: isoInstant(at), noSymptoms: true, deletedAt: null, cough: 2 });
});
