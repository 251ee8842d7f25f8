import type { Database } from '@soomcare/database';

import type { SlotPlanner } from '../reminders/slot-planner.ts';
import type { KeptTimeZoneRepository } from './kept-time-zone.repository.ts';
import type { ReminderZoneView, ReportTimeZone } from './reminder-zone.schemas.ts';
import type { PlainSchedule } from './schedule.entity.ts';
import type { ScheduleRepository } from './schedule.repository.ts';
import { isSameWallClock } from './wall-clock.ts';
import { HOUR_MS } from './wall-time.ts';

export interface ReminderZoneDeps {
  readonly database: Pick<Database, 'transaction'>;
  readonly schedules: Pick<ScheduleRepository, 'listFollowing' | 'lockFollowing' | 'save'>;
  readonly keptZones: KeptTimeZoneRepository;
  readonly planner: Pick<SlotPlanner, 'replan'>;
  readonly now: () => Date;
}

/** What reminders are planned ahead: a zone that shows the same as long changes none of them. */
const COMPARED_MS = 48 * HOUR_MS;

/** Asks what is to become of the doses when the phone has come to another time zone. */
export const createReminderZoneService = ({
  database,
  schedules,
  keptZones,
  planner,
  now,
}: ReminderZoneDeps) => {
  const affectedBy = (timeZone: string) => {
    const from = now();
    const until = new Date(from.getTime() + COMPARED_MS);
    return (schedule: PlainSchedule) => !isSameWallClock(schedule.timeZone, timeZone, from, until);
  };

  /** Wall times stay what they are, from now on in another zone. */
  const follow = (memberId: string, timeZone: string) =>
    database.transaction(async (tx) => {
      const at = now();
      for (const before of (await schedules.lockFollowing(tx, memberId)).filter(affectedBy(timeZone))) {
        const after = { ...before, timeZone, version: before.version + 1, updatedAt: at.toISOString() };
        const { materialisedUntil } = await planner.replan(tx, before, after, at);
        await schedules.save(tx, { ...after, materialisedUntil: materialisedUntil.toISOString() });
      }
      await keptZones.forget(tx, memberId, timeZone);
    });

  return {
    /** Without a decision nothing changes; without anything to decide a decision changes nothing. */
    async report(
      memberId: string,
      { timeZone, decision }: ReportTimeZone,
      homeTimeZone: string,
    ): Promise<ReminderZoneView> {
      const affected = (await schedules.listFollowing(memberId)).filter(affectedBy(timeZone));
      const answer = {
        homeTimeZone,
        reportedTimeZone: timeZone,
        affectedSchedules: affected.map(({ id }) => id),
      };
      if (affected.length === 0) return { asks: false, ...answer };
      if (decision === undefined) return { asks: !(await keptZones.isKept(memberId, timeZone)), ...answer };

      await (decision === 'follow' ? follow(memberId, timeZone) : keptZones.keep(memberId, timeZone));

      return { asks: false, ...answer };
    },
  };
};

export type ReminderZoneService = ReturnType<typeof createReminderZoneService>;
