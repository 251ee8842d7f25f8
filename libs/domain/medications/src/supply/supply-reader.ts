import { localDayOf } from '@soomcare/time';

import type { IntakePort } from '../doses/intake-port.ts';
import type { DrugClass } from '../drugs/drug.entity.ts';
import type { PlainMedication } from '../medications/medication.entity.ts';
import { nextDueAt } from '../schedules/next-due.ts';
import { occurrencesBetween } from '../schedules/occurrences.ts';
import { ruleOf } from '../schedules/schedule-rule.ts';
import type { PlainSchedule } from '../schedules/schedule.entity.ts';
import type { ScheduleRepository } from '../schedules/schedule.repository.ts';
import { DAY_MS } from '../schedules/wall-time.ts';
import type { PlainSupplyEvent } from './supply-event.entity.ts';
import type { SupplyEventRepository } from './supply-event.repository.ts';
import {
  baselineOf,
  FORECAST_DAYS,
  isOveruseCounted,
  relieverYear,
  supplyForecast,
  usedSince,
} from './supply-forecast.ts';
import type { SupplyView } from './supply.schemas.ts';

export interface SupplyReaderDeps {
  readonly supplyEvents: Pick<SupplyEventRepository, 'listSinceRefill'>;
  readonly schedules: Pick<ScheduleRepository, 'listOf'>;
  readonly intakes: Pick<IntakePort, 'listOf'>;
  readonly findDrug: (id: string) => Promise<{ readonly class: DrugClass | null } | null>;
  readonly now: () => Date;
}

export interface KnownSupply {
  readonly supply: SupplyView;
  /** Since the last refill, in the order of time. */
  readonly events: readonly PlainSupplyEvent[];
}

const YEAR_DAYS = 365;

const plannedHundredths = (schedules: readonly PlainSchedule[], from: Date, to: Date) =>
  schedules.reduce(
    (sum, schedule) =>
      sum + occurrencesBetween(ruleOf(schedule), from, to).length * schedule.amountHundredths,
    0,
  );

/** What is left of a medicine, from its events, what was taken and what is planned. */
export const createSupplyReader =
  ({ supplyEvents, schedules, intakes, findDrug, now: clock }: SupplyReaderDeps) =>
  /** @param timeZone for the day on which it runs out */
  async (medication: PlainMedication, timeZone: string): Promise<KnownSupply> => {
    const { memberId, id, drugId, archivedAt, deviceDoses } = medication;
    const now = clock();
    const daysFromNow = (days: number) => new Date(now.getTime() + days * DAY_MS);
    const isReliever = medication.purposeDefault === 'as_needed' && medication.doseUnit === 'puff';

    const [events, planned, drug] = await Promise.all([
      supplyEvents.listSinceRefill(memberId, id),
      archivedAt === null ? schedules.listOf(memberId, id) : [],
      isReliever && drugId !== null ? findDrug(drugId) : null,
    ]);
    const lookBack = daysFromNow(isReliever ? -YEAR_DAYS : -FORECAST_DAYS);
    const since = Math.min(
      lookBack.getTime(),
      Date.parse(baselineOf(events)?.occurredAt ?? now.toISOString()),
    );
    // A phone may run ahead of us by some minutes.
    const taken = await intakes.listOf(memberId, id, new Date(since), daysFromNow(1));

    const supply = {
      ...supplyForecast({
        events,
        intakes: taken,
        plannedHundredths: plannedHundredths(planned, now, daysFromNow(FORECAST_DAYS)),
        isEnding: planned.every((each) => nextDueAt(ruleOf(each), daysFromNow(FORECAST_DAYS)) === null),
        now,
        today: localDayOf(now, timeZone),
      }),
      relieverYear:
        isReliever && deviceDoses !== null && isOveruseCounted(drug?.class ?? null)
          ? relieverYear(usedSince(taken, daysFromNow(-YEAR_DAYS)), deviceDoses)
          : null,
    };

    return { supply, events };
  };

export type SupplyReader = ReturnType<typeof createSupplyReader>;
