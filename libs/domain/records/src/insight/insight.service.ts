import { localDayOf } from '@soomcare/time';

import type { DayRange } from '../calendar/day-range.ts';
import { insightDaysOf } from './insight-days.ts';
import { insightErrors } from './insight.errors.ts';
import type { InsightRepository } from './insight.repository.ts';
import type { InsightsView } from './insight.schemas.ts';
import { insightsOf } from './insights-of.ts';
import type { AdherenceFacts, MedicineFacts } from './medicine-facts.ts';
import type { PersonOf } from './person.ts';

export interface InsightDeps {
  readonly insights: InsightRepository;
  readonly now: () => Date;
  /** Without them the class of every medicine is unknown. */
  readonly medicineFacts?: MedicineFacts | undefined;
  readonly adherence?: AdherenceFacts | undefined;
  /** Without it nothing is compared with predicted values. */
  readonly personOf?: PersonOf | undefined;
}

export const createInsightService = ({ insights, now, medicineFacts, adherence, personOf }: InsightDeps) => ({
  /**
   * Worked out at each read, so it is never older than the records.
   * @throws INSIGHT_RANGE_UNFIT
   */
  async get(memberId: string, asked: DayRange, timeZone: string): Promise<InsightsView> {
    const days = insightDaysOf(asked, localDayOf(now(), timeZone));
    if (!days) throw insightErrors.INSIGHT_RANGE_UNFIT();

    // One after the other: side by side, each request would take as many connections of the pool.
    const rows = await insights.listRows(memberId, days);
    const person = (await personOf?.(memberId)) ?? null;
    const medicines = (await medicineFacts?.listOf(memberId)) ?? [];
    const measures = (await adherence?.adherenceOf(memberId, days.range, timeZone)) ?? null;

    return insightsOf({ days, rows, person, medicines, measures });
  },
});

export type InsightService = ReturnType<typeof createInsightService>;
