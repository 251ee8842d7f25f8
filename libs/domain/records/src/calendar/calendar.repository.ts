import { type Database, uuidToBinary } from '@soomcare/database';

import type { MonthRow } from './calendar.rows.ts';
import { monthParams, monthSql } from './calendar.sql.ts';
import type { DayRange } from './day-range.ts';

export const createCalendarRepository = (database: Database) => ({
  /** One statement; the rows of all tables in no order, with the personal bests of all time. */
  listMonthRows: (memberId: string, days: DayRange, eventDays: DayRange): Promise<MonthRow[]> =>
    database.rows<MonthRow>(monthSql, monthParams(uuidToBinary(memberId), days, eventDays)),
});

export type CalendarRepository = ReturnType<typeof createCalendarRepository>;
