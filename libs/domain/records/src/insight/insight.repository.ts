import { type Database, uuidToBinary } from '@soomcare/database';

import type { InsightDays } from './insight-days.ts';
import type { InsightRow } from './insight.rows.ts';
import { insightParams, insightSql } from './insight.sql.ts';

export const createInsightRepository = (database: Database) => ({
  /** One statement; the rows of all tables in no order, with the personal bests of all time. */
  listRows: (memberId: string, days: InsightDays): Promise<InsightRow[]> =>
    database.rows<InsightRow>(insightSql, insightParams(uuidToBinary(memberId), days)),
});

export type InsightRepository = ReturnType<typeof createInsightRepository>;
