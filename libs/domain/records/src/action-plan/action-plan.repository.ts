import { type Database, type Table, type Transaction, uuidToBinary } from '@soomcare/database';
import {
  createMemberRowRepository,
  createRowMapping,
  limitParam,
  type MemberRowRepository,
  type PlainRow,
} from '@soomcare/member-rows';

import {
  type ActionPlan,
  type ActionPlanInstruction,
  actionPlanInstructionTable,
  actionPlanTable,
} from './action-plan.entity.ts';

/** In the order written. */
export type PlanInstruction = Pick<ActionPlanInstruction, 'position' | 'zone' | 'text' | 'medicationId'>;

export interface PlanRow extends PlainRow<ActionPlan> {
  readonly instructions: readonly PlanInstruction[];
}

/** Beside its place among the member's plans: nothing is ever removed, so it stays what it is. */
export interface NumberedPlan extends PlanRow {
  readonly planVersion: number;
}

export interface ActionPlanRepository extends MemberRowRepository<PlanRow> {
  findEvenRemoved(memberId: string, id: string): Promise<NumberedPlan | null>;
  /** The newest version is the one that counts. */
  findCurrent(memberId: string): Promise<NumberedPlan | null>;
  /** The newest versions, newest first. */
  listNewest(memberId: string, limit: number): Promise<NumberedPlan[]>;
}

/** One statement for a plan and its lines; MySQL keeps no order in JSON_ARRAYAGG. */
const PLAN_COLUMNS = `
  (SELECT COUNT(*) FROM action_plans o WHERE o.member_id = p.member_id
      AND (o.created_at < p.created_at OR (o.created_at = p.created_at AND o.id <= p.id))) AS planVersion,
  (SELECT JSON_ARRAYAGG(JSON_OBJECT('position', i.position, 'zone', i.zone, 'text', i.text,
      'medicationId', BIN_TO_UUID(i.medication_id)))
     FROM action_plan_instructions i WHERE i.member_id = p.member_id AND i.plan_id = p.id) AS instructions`;

const inOrder = (one: PlanInstruction, other: PlanInstruction) => one.position - other.position;

export const createActionPlanRepository = (database: Database): ActionPlanRepository => {
  const table: Table<ActionPlan> = actionPlanTable;
  const plans = createMemberRowRepository(database, table);
  const { selectList, readInPlace } = createRowMapping(table);
  const instructions = createRowMapping<ActionPlanInstruction>(actionPlanInstructionTable);
  const placeholders = `(${instructions.columns.map(() => '?').join(', ')})`;

  const select = async (memberId: string, ending: string, params: readonly unknown[]) => {
    const rows = await database.rows<{ planVersion: number; instructions: PlanInstruction[] }>(
      `SELECT ${selectList('p')}, ${PLAN_COLUMNS} FROM action_plans p WHERE p.member_id = ? ${ending}`,
      [uuidToBinary(memberId), ...params],
    );
    return rows.map(({ planVersion, instructions, ...plan }) => ({
      ...readInPlace(plan),
      planVersion,
      instructions: instructions.toSorted(inOrder),
    }));
  };

  const find = async (memberId: string, id: string) =>
    (await select(memberId, 'AND p.id = ?', [uuidToBinary(id)]))[0] ?? null;

  const listNewest = (memberId: string, limit: number) =>
    select(memberId, 'ORDER BY p.created_at DESC, p.id DESC LIMIT ?', [limitParam(limit)]);

  const insertWhole = async (row: PlanRow, tx: Transaction) => {
    await plans.insert(row, tx);
    const lines = row.instructions.map((line) =>
      instructions.write({ ...line, memberId: row.memberId, planId: row.id }),
    );
    await database.run(
      `INSERT INTO ${instructions.tableName} (${instructions.columns.join(', ')})
       VALUES ${lines.map(() => placeholders).join(', ')}`,
      lines.flat(),
      tx,
    );
  };

  return {
    ...plans,
    find,
    findEvenRemoved: find,
    findCurrent: async (memberId) => (await listNewest(memberId, 1))[0] ?? null,
    listNewest,

    async insert(row, within) {
      await (within ? insertWhole(row, within) : database.transaction((tx) => insertWhole(row, tx)));
    },

    async erase(memberId, within) {
      await database.run(
        `DELETE FROM ${instructions.tableName} WHERE ${instructions.tableName}.member_id = ?`,
        [uuidToBinary(memberId)],
        within,
      );
      await plans.erase(memberId, within);
    },
  };
};
