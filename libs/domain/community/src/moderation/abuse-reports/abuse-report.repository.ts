import { type Database, sqlInstant, type Transaction, uuidToBinary } from '@soomcare/database';
import { createRowMapping, instantParam, limitParam, type PlainRow } from '@soomcare/member-rows';

import type { Subject } from '../subjects.ts';
import {
  type AbuseReason,
  type AbuseReport,
  abuseReportTable,
  type Decision,
  type ReportState,
} from './abuse-report.entity.ts';

export type AbuseReportRow = PlainRow<AbuseReport>;
export type ReportPosition = Pick<AbuseReportRow, 'priority' | 'dueAt' | 'id'>;

export interface ReportChoice {
  readonly state: ReportState;
  readonly reason?: AbuseReason | undefined;
}

export interface Verdict {
  readonly decision: Decision;
  readonly reason: string;
  readonly staffId: string;
  readonly at: Date;
}

export const createAbuseReportRepository = (database: Database) => {
  const { columns, selectList, readInPlace, write } = createRowMapping<AbuseReport>(abuseReportTable);

  const select = async (rest: string, values: readonly unknown[], within?: Transaction) => {
    const sql = `SELECT ${selectList('r')} FROM abuse_reports r ${rest}`;
    return (await database.rows<Record<string, unknown>>(sql, values, within)).map(readInPlace);
  };

  return {
    async insert(row: AbuseReportRow, within: Transaction): Promise<void> {
      await database.run(
        `INSERT INTO abuse_reports (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
        write(row),
        within,
      );
    },

    /** Whether a rule has said this of the text, and nobody has decided yet. */
    async isPending({ id }: Subject, reason: AbuseReason, within: Transaction): Promise<boolean> {
      const rows = await database.rows<object>(
        `SELECT 1 FROM abuse_reports r
          WHERE r.subject_id = ? AND r.state <> 'decided' AND r.source = 'rule' AND r.reason = ? LIMIT 1`,
        [uuidToBinary(id), reason],
        within,
      );
      return rows.length > 0;
    },

    /** The most urgent first. */
    list: (
      { state, reason }: ReportChoice,
      after: ReportPosition | null,
      limit: number,
    ): Promise<AbuseReportRow[]> =>
      select(
        `WHERE r.state = ? ${reason ? 'AND r.reason = ?' : ''}
            ${after ? 'AND (r.priority, r.due_at, r.id) > (?, ?, ?)' : ''}
          ORDER BY r.priority, r.due_at, r.id LIMIT ?`,
        [
          ...[state, ...(reason ? [reason] : [])],
          ...(after ? [after.priority, instantParam(after.dueAt), uuidToBinary(after.id)] : []),
          limitParam(limit),
        ],
      ),

    /** Of the reports about one author's texts. */
    async countsOf(authorId: string): Promise<{ pending: number; dismissed: number; acted: number }> {
      const [row] = await database.rows<{ pending: number; dismissed: number; total: number }>(
        `SELECT COUNT(*) AS total, COUNT(IF(r.state <> 'decided', 1, NULL)) AS pending,
                COUNT(IF(r.decision = 'dismiss', 1, NULL)) AS dismissed
           FROM abuse_reports r WHERE r.member_id = ?`,
        [uuidToBinary(authorId)],
      );
      const { pending = 0, dismissed = 0, total = 0 } = row ?? {};
      return { pending, dismissed, acted: total - pending - dismissed };
    },

    async find(id: string, within?: Transaction): Promise<AbuseReportRow | null> {
      const [row] = await select('WHERE r.id = ?', [uuidToBinary(id)], within);
      return row ?? null;
    },

    async lock(id: string, within: Transaction): Promise<AbuseReportRow | null> {
      const [row] = await select('WHERE r.id = ? FOR UPDATE', [uuidToBinary(id)], within);
      return row ?? null;
    },

    /** Of what is open, one's own already, or was taken before `staleBefore`. @returns whether it was one of these */
    async claim(id: string, staffId: string, at: Date, staleBefore: Date, within: Transaction) {
      const staff = uuidToBinary(staffId);
      const { affectedRows } = await database.run(
        `UPDATE abuse_reports r SET r.state = 'claimed', r.claimed_by = ?, r.claimed_at = ?
          WHERE r.id = ? AND (r.state = 'open' OR (r.state = 'claimed' AND (r.claimed_by = ? OR r.claimed_at < ?)))`,
        [staff, sqlInstant(at), uuidToBinary(id), staff, sqlInstant(staleBefore)],
        within,
      );
      return affectedRows > 0;
    },

    /** Every report of the text that nobody has decided. */
    async decide({ id }: Subject, { decision, reason, staffId, at }: Verdict, within: Transaction) {
      await database.run(
        `UPDATE abuse_reports r
            SET r.state = 'decided', r.decision = ?, r.decision_reason = ?, r.decided_by = ?, r.decided_at = ?
          WHERE r.subject_id = ? AND r.state <> 'decided'`,
        [decision, reason, uuidToBinary(staffId), sqlInstant(at), uuidToBinary(id)],
        within,
      );
    },

    /** What others wrote about the member goes, what the member reported stays without their name and words. */
    async erase(memberId: string, within: Transaction): Promise<void> {
      const member = uuidToBinary(memberId);
      await database.run('DELETE FROM abuse_reports WHERE abuse_reports.member_id = ?', [member], within);
      await database.run(
        'UPDATE abuse_reports r SET r.reporter_id = NULL, r.note = NULL WHERE r.reporter_id = ?',
        [member],
        within,
      );
    },
  };
};

export type AbuseReportRepository = ReturnType<typeof createAbuseReportRepository>;
