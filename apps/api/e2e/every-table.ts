import { randomBytes, randomInt } from 'node:crypto';

import { type Database, uuidToBinary } from '@soomcare/database';
import { tableDecisions } from '@soomcare/export';

import { tables } from '../src/tables.ts';

export interface Column {
  readonly tableName: string;
  readonly name: string;
  readonly type: string;
  readonly length: number | null;
  readonly isGenerated: 0 | 1;
  readonly isNullable: 0 | 1;
}

/** Every column of the migrated database, as the database itself tells. */
export const allColumns = (database: Database): Promise<Column[]> =>
  database.rows<Column>(
    `SELECT c.table_name AS tableName, c.column_name AS name, c.data_type AS type,
            c.character_maximum_length AS length, c.is_nullable = 'YES' AS isNullable,
            c.extra LIKE '%auto_increment%' OR c.extra LIKE '%GENERATED%' AS isGenerated
       FROM information_schema.columns c
       JOIN information_schema.tables t ON t.table_schema = c.table_schema AND t.table_name = c.table_name
      WHERE c.table_schema = DATABASE() AND t.table_type = 'BASE TABLE'
      ORDER BY c.table_name, c.ordinal_position`,
  );

const UUID_BYTES = 16;
const holdsIds = ({ type, length }: Column) => type === 'binary' && length === UUID_BYTES;

/** A table of a context that this app has not mounted holds no rows of members. */
export const isUsed = (tableName: string): boolean =>
  tables.some(({ options }) => options.tableName === tableName) || Object.hasOwn(tableDecisions, tableName);

/** By their names, so that a table which is empty in this test counts as well. */
export const namesMember = (column: Column): boolean =>
  (holdsIds(column) &&
    /^(member|guardian|child|given_by|reporter|other|author|owner)_id$/.test(column.name)) ||
  (column.tableName === 'members' && column.name === 'id') ||
  (column.tableName === 'audit_entries' && column.name === 'subject_id');

/** Something that fits, whatever it would mean. */
const valueFor = ({ type, length }: Column): unknown => {
  if (type === 'binary') return randomBytes(length ?? UUID_BYTES);
  if (/binary|blob/.test(type)) return randomBytes(40);
  if (/date|time/.test(type)) return '2026-03-01 00:00:00';
  // Numbers that count all rows are bigints, and differ.
  if (type === 'bigint') return randomInt(2 ** 40);
  if (/int|decimal|double|float/.test(type)) return 1;
  if (type === 'json') return '{}';
  return randomBytes(16)
    .toString('hex')
    .slice(0, length ?? 1);
};

/** Writes a row that names the member by each column that may, wherever no row of theirs is yet. */
export const fillEveryTable = async (database: Database, memberId: string): Promise<void> => {
  const id = uuidToBinary(memberId);
  const tables = Map.groupBy(await allColumns(database), ({ tableName }) => tableName);
  for (const [tableName, columns] of tables) {
    for (const named of columns.filter(namesMember)) {
      const sql = `SELECT 1 FROM ${tableName} t WHERE t.${named.name} = ? LIMIT 1`;
      if ((await database.rows(sql, [id])).length > 0) continue;

      const written = columns.filter((each) => each === named || !(each.isNullable || each.isGenerated));
      await database.run(
        `INSERT INTO ${tableName} (${written.map(({ name }) => `\`${name}\``).join(', ')})
         VALUES (${written.map(() => '?').join(', ')})`,
        written.map((each) => (each === named ? id : valueFor(each))),
      );
    }
  }
};

export interface Place extends Pick<Column, 'tableName' | 'name'> {
  readonly total: number;
}

/** Where this id stands, among all columns that could hold it. */
export const placesOf = async (database: Database, memberId: string): Promise<Place[]> => {
  const columns = (await allColumns(database)).filter(holdsIds);
  const counts = columns.map(
    ({ tableName, name }) =>
      `SELECT '${tableName}' AS tableName, '${name}' AS name, COUNT(*) AS total
         FROM ${tableName} t WHERE t.${name} = ?`,
  );
  const places = await database.rows<Place>(
    counts.join(' UNION ALL '),
    counts.map(() => uuidToBinary(memberId)),
  );
  return places.filter(({ total }) => total > 0);
};
