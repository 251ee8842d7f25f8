import { type Database, type Transaction, uuidToBinary } from '@soomcare/database';
import { createRowMapping, limitParam, type PlainRow } from '@soomcare/member-rows';

import { type CommunityRule, communityRuleTable, type RuleKind } from './community-rule.entity.ts';

export type RuleRow = PlainRow<CommunityRule>;

export const createCommunityRuleRepository = (database: Database) => {
  const { columns, selectList, readInPlace, write } = createRowMapping<CommunityRule>(communityRuleTable);

  const select = async (rest: string, values: readonly unknown[], within?: Transaction) => {
    const sql = `SELECT ${selectList('r')} FROM community_rules r ${rest}`;
    return (await database.rows<Record<string, unknown>>(sql, values, within)).map(readInPlace);
  };

  return {
    listActive: (within?: Transaction): Promise<RuleRow[]> => select('WHERE r.active = 1', [], within),

    /** The last made first. */
    list: (kind: RuleKind | undefined, before: string | null, limit: number): Promise<RuleRow[]> =>
      select(
        `WHERE (? IS NULL OR r.kind = ?) ${before === null ? '' : 'AND r.id < ?'} ORDER BY r.id DESC LIMIT ?`,
        [kind ?? null, kind ?? null, ...(before === null ? [] : [uuidToBinary(before)]), limitParam(limit)],
      ),

    async find(id: string, within: Transaction): Promise<RuleRow | null> {
      const [row] = await select('WHERE r.id = ?', [uuidToBinary(id)], within);
      return row ?? null;
    },

    async insert(row: RuleRow, within: Transaction): Promise<void> {
      await database.run(
        `INSERT INTO community_rules (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
        write(row),
        within,
      );
    },

    /** @returns whether its version still was `expected` */
    async update(row: RuleRow, expected: number, within: Transaction): Promise<boolean> {
      const { affectedRows } = await database.run(
        `UPDATE community_rules r SET ${columns.map((column) => `r.${column} = ?`).join(', ')}
          WHERE r.id = ? AND r.version = ?`,
        [...write(row), uuidToBinary(row.id), expected],
        within,
      );
      return affectedRows > 0;
    },
  };
};

export type CommunityRuleRepository = ReturnType<typeof createCommunityRuleRepository>;
