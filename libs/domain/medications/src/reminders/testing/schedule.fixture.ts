import { randomBytes } from 'node:crypto';

import { type Database, newUuid } from '@soomcare/database';
import { createMemberRowRepository } from '@soomcare/member-rows';

import { type PlainSchedule, scheduleTable } from '../../schedules/schedule.entity.ts';

/** Every day at eight in the morning in Seoul, from the day that the tests begin with. */
export const aSchedule = (different: Partial<PlainSchedule> = {}): PlainSchedule => ({
  memberId: newUuid(),
  id: newUuid(),
  version: 1,
  createdAt: '2026-11-21T00:00:00.000Z',
  updatedAt: '2026-11-21T00:00:00.000Z',
  deletedAt: null,
  createFingerprint: randomBytes(32),
  medicationId: newUuid(),
  kind: 'times',
  times: '08:00',
  weekdays: '1,2,3,4,5,6,7',
  everyDays: 1,
  everyHours: null,
  startsOn: '2026-11-01',
  endsOn: null,
  courseEndsOn: null,
  count: null,
  zonePolicy: 'home',
  timeZone: 'Asia/Seoul',
  amountHundredths: 100,
  pauses: '[]',
  materialisedUntil: '2026-11-21T00:00:00.000Z',
  ...different,
});

export const insertSchedule = async (
  database: Database,
  different: Partial<PlainSchedule> = {},
): Promise<PlainSchedule> => {
  const schedule = aSchedule(different);
  await createMemberRowRepository(database, scheduleTable).insert(schedule);

  return schedule;
};
