import {
  type Database,
  type FieldCipher,
  type FieldOpener,
  type MemberCiphers,
  type Table,
  uuid,
  uuidToBinary,
} from '@soomcare/database';
import { createRowMapping } from '@soomcare/member-rows';

import { type ExportedTable } from './table-decisions.ts';

type Row = Readonly<Record<string, unknown>>;
export type RowTable = Table<Record<string, unknown>>;

/** One table as the export shows it. */
export interface MemberTable {
  readonly name: string;
  readonly columns: readonly string[];
  rows(memberId: string): Promise<readonly Row[]>;
}

/** Of one member in one table, which is read whole: more is a mistake, and must not be cut in silence. */
const MAX_ROWS = 200_000;

const { transformer: uuidTransformer } = uuid();

/** Hashes, fingerprints and blind indexes: bytes of a fixed length that are no id. */
const isHash = ({ type, transformer }: RowTable['options']['columns'][string] & object) =>
  type === 'binary' && transformer !== uuidTransformer;

const isSealed = ({ type }: RowTable['options']['columns'][string] & object) =>
  type === 'varbinary' || type === 'mediumblob';

/** `name` for `sealedName`: in the file it is open. */
const shownAs = (property: string): string =>
  property.replace(/^sealed(\w)/, (_match, first: string) => first.toLowerCase());

export const createMemberTable = (
  deps: { database: Database; cipher: FieldCipher; memberCiphers: MemberCiphers },
  table: RowTable,
  { owners = ['memberId'], without = [], sealed = {}, sealedBy = 'id', sealedFor = 'member' }: ExportedTable,
): MemberTable => {
  const { database, cipher, memberCiphers } = deps;
  const { tableName, columnOf, read } = createRowMapping(table);
  const at = (property: string) => `t.${columnOf(property)}`;
  const all = Object.entries(table.options.columns).flatMap(([property, column]) =>
    column ? [{ property, column }] : [],
  );
  const readings = new Map(
    Object.entries(sealed).flatMap(([property, reading]) =>
      reading === 'secret' ? [] : [[property, reading] as const],
    ),
  );
  const shown = all.flatMap(({ property, column }) =>
    without.includes(property) || isHash(column) || (isSealed(column) && !readings.has(property))
      ? []
      : [property],
  );
  const key = all.flatMap(({ property, column }) => (column.primary ? [property] : []));
  const sql = `SELECT ${shown.map(at).join(', ')} FROM ${tableName} t
    WHERE ${owners.map((owner) => `${at(owner)} = ?`).join(' OR ')}
    ORDER BY ${key.map(at).join(', ')} LIMIT ${MAX_ROWS}`;

  const valueOf = (row: Row, property: string, opener: FieldOpener): unknown => {
    const [value, reading] = [row[property], readings.get(property)];
    if (!reading || !Buffer.isBuffer(value)) return value;

    const place = { table: tableName, column: columnOf(property), rowId: String(row[sealedBy]) };
    return reading(opener.open(value, place));
  };

  return {
    name: tableName,
    columns: shown.map(shownAs),

    async rows(memberId) {
      const rows = await database.rows<Record<string, unknown>>(
        sql,
        owners.map(() => uuidToBinary(memberId)),
      );
      if (rows.length === MAX_ROWS) throw new RangeError(`too many rows of one member in ${tableName}`);

      const opener = sealedFor === 'staff' ? cipher : await memberCiphers.opener(memberId);
      return rows
        .map(read)
        .map((row) =>
          Object.fromEntries(shown.map((property) => [shownAs(property), valueOf(row, property, opener)])),
        );
    },
  };
};
