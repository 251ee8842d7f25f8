import { type Database, type Table, type Transaction, uuidToBinary } from '@soomcare/database';
import { createRowMapping } from '@soomcare/member-rows';

import { type Drug, drugTable } from '../drug.entity.ts';
import type { DrugRow } from '../drug.repository.ts';
import { termsOf } from '../search/drug-terms.ts';

/** Far below the 65,535 placeholders that a prepared statement may have. */
const TERMS_A_STATEMENT = 5_000;
const LOCK_WAIT_SECONDS = 10;

const rowsOf = (count: number, width: number) =>
  Array.from({ length: count }, () => `(${Array.from({ length: width }, () => '?').join(', ')})`).join(', ');

export const createDrugImportRepository = (database: Database) => {
  const table: Table<Drug> = drugTable;
  const { columns, read, write } = createRowMapping(table);
  const kept = ['id', 'created_at'];
  const updates = columns
    .filter((column) => !kept.includes(column))
    .map((column) => `${column} = new.${column}`)
    .join(', ');

  const saveTerms = async (drugs: readonly DrugRow[], tx: Transaction) => {
    const ids = drugs.map(({ id }) => uuidToBinary(id));
    await database.run(`DELETE FROM drug_terms WHERE drug_id IN (${ids.map(() => '?').join(', ')})`, ids, tx);

    const terms = drugs.flatMap((drug) =>
      termsOf(drug).map(({ term, kind }) => [uuidToBinary(drug.id), term, kind]),
    );
    for (let at = 0; at < terms.length; at += TERMS_A_STATEMENT) {
      const some = terms.slice(at, at + TERMS_A_STATEMENT);
      await database.run(
        `INSERT INTO drug_terms (drug_id, term, kind) VALUES ${rowsOf(some.length, 3)}`,
        some.flat(),
        tx,
      );
    }
  };

  return {
    /** The whole catalogue: an import compares every line, and asking for each would take longer. */
    async list(): Promise<DrugRow[]> {
      const rows = await database.rows<Record<string, unknown>>(
        `SELECT ${columns.map((column) => `d.${column}`).join(', ')} FROM drugs d ORDER BY d.id`,
      );
      return rows.map(read);
    },

    /** Writes rows, new ones and known ones, and the words by which each is found. */
    save: (drugs: readonly DrugRow[]): Promise<void> =>
      database.transaction(async (tx) => {
        await database.run(
          `INSERT INTO drugs (${columns.join(', ')}) VALUES ${rowsOf(drugs.length, columns.length)} AS new
           ON DUPLICATE KEY UPDATE ${updates}`,
          drugs.flatMap(write),
          tx,
        );
        await saveTerms(drugs, tx);
      }),

    /** One import at a time: two would both add what neither has found. */
    alone: <T>(work: () => Promise<T>): Promise<T> =>
      database.transaction(
        async (tx) => {
          const [lock] = await database.rows<{ got: number | null }>(
            `SELECT GET_LOCK(CONCAT(DATABASE(), ':drug-import'), ${LOCK_WAIT_SECONDS}) AS got`,
            [],
            tx,
          );
          if (lock?.got !== 1) throw new Error('another import of drugs is running');

          try {
            return await work();
          } finally {
            await database.rows(`SELECT RELEASE_LOCK(CONCAT(DATABASE(), ':drug-import'))`, [], tx);
          }
        },
        { attempts: 1 },
      ),
  };
};

export type DrugImportRepository = ReturnType<typeof createDrugImportRepository>;
