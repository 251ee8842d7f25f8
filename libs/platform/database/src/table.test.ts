import { expect, expectTypeOf, test } from 'vitest';
import { instant, integer, nullable, text, uuid, uuidPrimary, type Column } from './columns.ts';
import { table } from './table.ts';

class Note {
  id!: string;
  memberId!: string | null;
  kind!: 'symptom' | 'event';
  fev1Litres!: number;
  takenAt!: Date;
}

const columns = {
  id: uuidPrimary(),
  memberId: nullable(uuid()),
  kind: text<'symptom' | 'event'>(20),
  fev1Litres: integer(),
  takenAt: instant(),
};

test('a property is a column in snake_case', () => {
  const { options } = table<Note>()({ target: Note, tableName: 'notes', columns });

  expect(options.name).toBe('Note');
  expect(options.columns.memberId?.name).toBe('member_id');
  expect(options.columns.fev1Litres?.name).toBe('fev1_litres');
  expect(options.columns.memberId?.nullable).toBe(true);
});

test('a closed set of texts is inferred from the property', () => {
  table<Note>()({ target: Note, tableName: 'notes', columns: { ...columns, kind: text(20) } });
  const inferred: Column<'a' | null> = nullable(text(1));

  expect(inferred.nullable).toBe(true);
});

// Checked by the type checker (`typecheck`), not at run time.
test('a forgotten, a surplus or a wrongly typed column does not compile', () => {
  const { takenAt, ...rest } = columns;
  const forgotten = { ...rest };
  const wrongNull = { ...columns, memberId: uuid() };
  const surplusNull = { ...columns, takenAt: nullable(takenAt) };
  const wrongType = { ...columns, takenAt: text(20) };
  type Accepted = Parameters<ReturnType<typeof table<Note>>>[0]['columns'];

  expectTypeOf(columns).toExtend<Accepted>();
  expectTypeOf(forgotten).not.toExtend<Accepted>();
  expectTypeOf(wrongNull).not.toExtend<Accepted>();
  expectTypeOf(surplusNull).not.toExtend<Accepted>();
  expectTypeOf(wrongType).not.toExtend<Accepted>();
});
