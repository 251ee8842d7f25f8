import { type Database, type Table, uuidToBinary } from '@soomcare/database';
import {
  createMemberRowRepository,
  createRowMapping,
  instantParam,
  limitParam,
  type PlainRow,
} from '@soomcare/member-rows';

import { type Report, reportTable } from './report.entity.ts';

export type PlainReport = PlainRow<Report>;

/** A report without its document, which may be large. */
export type ReportHead = Omit<PlainReport, 'sealedDocument' | 'createFingerprint'>;

export interface ReportPosition {
  readonly createdAt: string;
  readonly id: string;
}

export const createReportRepository = (database: Database) => {
  const table: Table<Report> = reportTable;
  const { selectList, readInPlace } = createRowMapping(table);
  const headList = selectList('r', ['sealedDocument', 'createFingerprint']);

  return {
    ...createMemberRowRepository(database, table),

    /** Newest first. */
    async list(memberId: string, after: ReportPosition | null, limit: number): Promise<ReportHead[]> {
      const at = after ? instantParam(after.createdAt) : null;
      const rows = await database.rows<Record<string, unknown>>(
        `SELECT ${headList} FROM reports r
          WHERE r.member_id = ? AND r.deleted_at IS NULL
            ${after ? 'AND r.created_at <= ? AND (r.created_at < ? OR r.id < ?)' : ''}
          ORDER BY r.created_at DESC, r.id DESC LIMIT ?`,
        [uuidToBinary(memberId), ...(after ? [at, at, uuidToBinary(after.id)] : []), limitParam(limit)],
      );
      return rows.map(readInPlace);
    },
  };
};

export type ReportRepository = ReturnType<typeof createReportRepository>;
