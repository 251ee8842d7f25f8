import type { Database } from '@soomcare/database';

import type { PlainMedication } from '../medications/medication.entity.ts';
import type { ReminderRepository } from '../reminders/reminder.repository.ts';
import { HOUR_MS } from '../schedules/wall-time.ts';
import type { SupplyEventRepository } from './supply-event.repository.ts';
import { baselineOf } from './supply-forecast.ts';
import type { SupplyReader } from './supply-reader.ts';

export interface SupplyNoticesDeps {
  readonly database: Pick<Database, 'transaction'>;
  readonly supplyEvents: Pick<SupplyEventRepository, 'listCounted' | 'markNoticed'>;
  readonly readSupply: SupplyReader;
  readonly reminders: Pick<ReminderRepository, 'addReminder'>;
  readonly now: () => Date;
}

const BATCH = 200;

/** Pharmacies are open then, and nobody sleeps. */
const NOTICE_HOUR = 10;
/** Until eight in the evening. */
const NOTICE_WINDOW_MS = 10 * HOUR_MS;

/** The next ten in the morning of a zone. */
export const nextNoticeTime = (now: Date, timeZone: string): Date => {
  const local = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone);
  const today = local.withPlainTime({ hour: NOTICE_HOUR });
  const next = Temporal.ZonedDateTime.compare(today, local) < 0 ? today.add({ days: 1 }) : today;

  return new Date(next.epochMilliseconds);
};

/** Tells members whose medicine runs out within two weeks, once after each refill. */
export const createSupplyNotices = ({
  database,
  supplyEvents,
  readSupply,
  reminders,
  now,
}: SupplyNoticesDeps) => {
  const notice = async (medication: PlainMedication): Promise<boolean> => {
    const { supply, events } = await readSupply(medication, 'UTC');
    const baseline = baselineOf(events);
    if (!supply.notice || !baseline || events.some(({ noticedAt }) => noticedAt !== null)) return false;

    const dueAt = nextNoticeTime(now(), baseline.timeZone);
    return database.transaction(async (tx) => {
      if (!(await supplyEvents.markNoticed(tx, baseline, now()))) return false;

      const { memberId } = medication;
      const expiresAt = new Date(dueAt.getTime() + NOTICE_WINDOW_MS);
      await reminders.addReminder(tx, { memberId, kind: 'supply', dueAt, expiresAt });
      return true;
    });
  };

  /** Looks at every supply that is counted; any number of workers may. @returns how many notices it has planned */
  return async (): Promise<number> => {
    let noticed = 0;
    let page = await supplyEvents.listCounted(null, BATCH);
    while (page.length > 0) {
      for (const medication of page) if (await notice(medication)) noticed++;
      page = await supplyEvents.listCounted(page.at(-1) ?? null, BATCH);
    }
    return noticed;
  };
};
