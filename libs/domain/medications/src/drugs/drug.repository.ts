import { type Database, type Table, uuidToBinary } from '@soomcare/database';
import { createRowMapping, limitParam, type PlainRow } from '@soomcare/member-rows';

import { type Drug, drugTable } from './drug.entity.ts';
import { matchesSql } from './search/drug-search.sql.ts';

export type DrugRow = PlainRow<Drug>;

/** A row's place in the list of results; its name is looked up again, since a cursor is short. */
export interface FoundAt {
  readonly isOff: number;
  readonly rank: number;
  readonly id: string;
}

export interface FoundDrug {
  readonly drug: DrugRow;
  readonly at: FoundAt;
}

type StoredHit = Record<string, unknown> & { readonly is_off: number; readonly match_rank: number };

export const createDrugRepository = (database: Database) => {
  const table: Table<Drug> = drugTable;
  const { columns, read } = createRowMapping(table);
  const selected = columns.map((column) => `d.${column}`).join(', ');

  const findBy = async (column: 'id' | 'edi_code', value: Buffer | string): Promise<DrugRow | null> => {
    const [row] = await database.rows<Record<string, unknown>>(
      `SELECT ${selected} FROM drugs d WHERE d.${column} = ?`,
      [value],
    );
    return row ? read(row) : null;
  };

  return {
    find: (id: string) => findBy('id', uuidToBinary(id)),

    findByEdiCode: (ediCode: string) => findBy('edi_code', ediCode),

    /** What is on the market first, then the best match, then by name. */
    async search(words: readonly string[], limit: number, after: FoundAt | null): Promise<FoundDrug[]> {
      const matches = matchesSql(words);
      const place = `d.market <> 'on_market', m.match_rank, d.name_ko, d.id`;
      const rows = await database.rows<StoredHit>(
        `SELECT ${selected}, d.market <> 'on_market' AS is_off, m.match_rank
           FROM (${matches.sql}) m JOIN drugs d ON d.id = m.drug_id
          ${after ? `WHERE (${place}) > (?, ?, (SELECT a.name_ko FROM drugs a WHERE a.id = ?), ?)` : ''}
          ORDER BY ${place} LIMIT ?`,
        [
          ...matches.params,
          ...(after ? [after.isOff, after.rank, uuidToBinary(after.id), uuidToBinary(after.id)] : []),
          limitParam(limit),
        ],
      );

      return rows.map((row) => {
        const drug = read(row);
        return { drug, at: { isOff: row.is_off, rank: row.match_rank, id: drug.id } };
      });
    },
  };
};

export type DrugRepository = ReturnType<typeof createDrugRepository>;
