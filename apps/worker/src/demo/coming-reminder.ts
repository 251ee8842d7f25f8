import { type Database } from '@soomcare/database';

import { type Contexts } from '../contexts.ts';
import { createDemoRepository } from './demo.repository.ts';
import { demoId } from './ids.ts';
import { lifeOf } from './life-of.ts';
import { people } from './people.ts';
import { products } from './prescriptions.ts';
import { createCall } from './write-entry.ts';

export interface ComingReminderDeps {
  readonly database: Database;
  readonly contexts: Pick<Contexts, 'identity' | 'medications'>;
  readonly now: () => Date;
}

const MINUTE_MS = 60_000;

/** Whoever starts the demo has this long to find where to look; the next whole minute after it is within two. */
const LEAD_MS = 45_000;

const PUFFS_BEFORE_SPORT = 2;

const phone = {
  id: demoId('demo/phone'),
  name: '구름고래의 가상폰',
  pushToken: 'demo-phone-without-a-provider',
};

const nextMinute = (now: Date) => new Date(Math.ceil((now.getTime() + LEAD_MS) / MINUTE_MS) * MINUTE_MS);

/**
 * Has the demo member reminded of two puffs before sport within two minutes. An earlier start's reminder makes way,
 * so that one schedule is there however often the demo is started.
 * @returns when; null where the demo member no longer has the inhaler
 */
export const planComingReminder = async ({
  database,
  contexts,
  now,
}: ComingReminderDeps): Promise<Date | null> => {
  const [demo] = people;
  const repository = createDemoRepository(database);
  if (!demo || !(await repository.findMembers([demo.id])).has(demo.id)) return null;

  const { medications } = contexts;
  const ventolin = lifeOf(demo, now()).medicines.find(({ ediCode }) => ediCode === products.ventolin);
  const { items } = await medications.medications.list(demo.id, {});
  const inhaler = items.find(({ id }) => id === ventolin?.medication.id);
  if (!inhaler) return null;

  const { id: deviceId, name, pushToken } = phone;
  await contexts.identity.registerDevice(demo.id, deviceId, { name, platform: 'android', pushToken });
  const { timeZone } = demo.seed;
  const dueAt = nextMinute(now());
  const local = Temporal.Instant.fromEpochMilliseconds(dueAt.getTime()).toZonedDateTimeISO(timeZone);
  const date = local.toPlainDate().toString();
  const schedule = {
    id: demoId('demo/coming-reminder'),
    kind: 'times' as const,
    times: [local.toPlainTime().toString({ smallestUnit: 'minute' })],
    startsOn: date,
    endsOn: date,
    zonePolicy: 'home' as const,
    timeZone,
    amount: PUFFS_BEFORE_SPORT,
  };
  await repository.removeSchedule(demo.id, schedule.id);
  await medications.schedules.create(
    { memberId: demo.id, medicationId: inhaler.id },
    schedule,
    createCall(schedule),
  );

  return dueAt;
};
