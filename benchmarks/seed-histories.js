import {
  bytesOf,
  HISTORIES,
  HISTORY_STEP_DAYS,
  historySteps,
  idOf,
  MONTH,
  ROWS_A_MEMBER,
} from './population.js';
import { columnsOf } from './seed-rows.js';

/** Of what is kept for years, when it was written down. */
const instants = { peak_flows: 'measured_at', symptom_records: 'occurred_at', intakes: 'taken_at' };
const DAYS_OF_MONTH = 31;

/** @param {string} table */
export const historyRows = (table) =>
  table in instants
    ? HISTORIES.reduce((sum, { years, members }) => sum + members * historySteps(years), 0) *
      ROWS_A_MEMBER[table]
    : 0;

/**
 * Copies the month of some members back through their years; the first digits of an id tell the copies apart.
 * @param {import('mysql2/promise').Connection} connection
 */
export async function fillHistories(connection) {
  for (const { years, firstMember, members } of HISTORIES) {
    const owners = Array.from({ length: members }, (_, index) =>
      bytesOf(idOf('members', firstMember + index)),
    );
    for (const [table, instant] of Object.entries(instants)) {
      const moved = `INTERVAL ${DAYS_OF_MONTH} + ${HISTORY_STEP_DAYS} * n.step DAY`;
      const changed = {
        id: "UNHEX(CONCAT('018', LPAD(HEX(n.step), 5, '0'), SUBSTR(HEX(e.id), 9)))",
        recorded_on: `e.recorded_on - ${moved}`,
        [instant]: `e.${instant} - ${moved}`,
      };
      const columns = columnsOf(table);
      // For each owner alone: one statement for all would keep its locks for minutes on a busy machine.
      for (const owner of owners) {
        await connection.query(
          `INSERT INTO ${table} (${columns.join(', ')})
           WITH RECURSIVE n AS (SELECT 0 AS step UNION ALL SELECT step + 1 FROM n WHERE step + 1 < ?)
           SELECT ${columns.map((column) => changed[column] ?? `e.${column}`).join(', ')} FROM ${table} e, n
            WHERE e.member_id = ? AND e.recorded_on >= ?`,
          [historySteps(years), owner, `${MONTH}-01`],
        );
      }
    }
  }
}
