import { type Database, sqlInstant, type Transaction, uuidToBinary } from '@soomcare/database';
import { createRowMapping, instantParam, limitParam, type PlainRow } from '@soomcare/member-rows';

import { type AppealState, type Sanction, sanctionTable } from './sanction.entity.ts';

export type SanctionRow = PlainRow<Sanction>;

export interface SanctionPosition {
  readonly at: string;
  readonly id: string;
}

export const createSanctionRepository = (database: Database) => {
  const { columns, selectList, readInPlace, write } = createRowMapping<Sanction>(sanctionTable);

  const select = async (rest: string, values: readonly unknown[], within?: Transaction) => {
    const sql = `SELECT ${selectList('s')} FROM sanctions s ${rest}`;
    return (await database.rows<Record<string, unknown>>(sql, values, within)).map(readInPlace);
  };

  const pageParams = (after: SanctionPosition | null) =>
    after ? [instantParam(after.at), uuidToBinary(after.id)] : [];

  return {
    async insert(row: SanctionRow, within: Transaction): Promise<void> {
      await database.run(
        `INSERT INTO sanctions (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
        write(row),
        within,
      );
    },

    /** Those that keep the member from writing. */
    listEffective: (memberId: string, at: Date, within: Transaction): Promise<SanctionRow[]> =>
      select(
        `WHERE s.member_id = ? AND s.kind IN ('restrict', 'ban') AND s.appeal_state <> 'lifted'
           AND (s.expires_at IS NULL OR s.expires_at > ?)`,
        [uuidToBinary(memberId), sqlInstant(at)],
        within,
      ),

    /** The last first. */
    listOf: (memberId: string, after: SanctionPosition | null, limit: number): Promise<SanctionRow[]> =>
      select(
        `WHERE s.member_id = ? ${after ? 'AND (s.created_at, s.id) < (?, ?)' : ''}
          ORDER BY s.created_at DESC, s.id DESC LIMIT ?`,
        [uuidToBinary(memberId), ...pageParams(after), limitParam(limit)],
      ),

    /** The appeal that has waited longest first. */
    listByAppeal: (
      state: AppealState,
      after: SanctionPosition | null,
      limit: number,
    ): Promise<SanctionRow[]> =>
      select(
        `WHERE s.appeal_state = ? ${after ? 'AND (s.appealed_at, s.id) > (?, ?)' : ''} ORDER BY s.appealed_at, s.id LIMIT ?`,
        [state, ...pageParams(after), limitParam(limit)],
      ),

    async findOwned(memberId: string, id: string, within?: Transaction): Promise<SanctionRow | null> {
      const [row] = await select(
        'WHERE s.member_id = ? AND s.id = ?',
        [uuidToBinary(memberId), uuidToBinary(id)],
        within,
      );
      return row ?? null;
    },

    async find(id: string): Promise<SanctionRow | null> {
      const [row] = await select('WHERE s.id = ?', [uuidToBinary(id)]);
      return row ?? null;
    },

    async lock(id: string, within: Transaction): Promise<SanctionRow | null> {
      const [row] = await select('WHERE s.id = ? FOR UPDATE', [uuidToBinary(id)], within);
      return row ?? null;
    },

    /** @returns false where the member has no such sanction without an appeal */
    async appeal(memberId: string, id: string, text: string, at: Date): Promise<boolean> {
      const { affectedRows } = await database.run(
        `UPDATE sanctions s SET s.appeal_state = 'open', s.appeal = ?, s.appealed_at = ?
          WHERE s.member_id = ? AND s.id = ? AND s.appeal_state = 'none'`,
        [text, sqlInstant(at), uuidToBinary(memberId), uuidToBinary(id)],
      );
      return affectedRows > 0;
    },

    /** Of one that is locked. */
    async update(row: SanctionRow, within: Transaction): Promise<void> {
      await database.run(
        `UPDATE sanctions s SET ${columns.map((column) => `s.${column} = ?`).join(', ')} WHERE s.id = ?`,
        [...write(row), uuidToBinary(row.id)],
        within,
      );
    },

    async erase(memberId: string, within: Transaction): Promise<void> {
      await database.run(
        'DELETE FROM sanctions WHERE sanctions.member_id = ?',
        [uuidToBinary(memberId)],
        within,
      );
    },
  };
};

export type SanctionRepository = ReturnType<typeof createSanctionRepository>;
