import { binaryToUuid, isoInstant, newUuid, uuidToBinary } from '@soomcare/database';
import { createReminderEngine } from '@soomcare/medications/reminders';
import { createLogger, createMetrics } from '@soomcare/observability';
import { createFakePush } from '@soomcare/push';
import { beforeAll, expect, test } from 'vitest';

import { useDemoWorld } from '../testing/demo-world.ts';
import { planComingReminder } from './coming-reminder.ts';
import { lifeOf } from './life-of.ts';
import { loadMedicines } from './load-medicines.ts';
import { people } from './people.ts';
import { products } from './prescriptions.ts';

const MINUTE_MS = 60_000;

/** What was due within two minutes then is due by the database's own clock now. */
const START = new Date(Date.now() - 2 * MINUTE_MS);
const SECOND_START = new Date(START.getTime() + MINUTE_MS);

const { database, contextsAt, depsOn, loadDrugs } = useDemoWorld(() => START);
const [demo] = people;
if (!demo) throw new Error('the demo member is the first');
const life = lifeOf(demo, START);
const ventolin = life.medicines.filter(({ ediCode }) => ediCode === products.ventolin);

const plan = (now: Date) =>
  planComingReminder({ database: database(), contexts: contextsAt(() => now), now: () => now });

const comingDoses = async () =>
  database().rows<{ id: Buffer; dueAt: string }>(
    'SELECT s.id, s.due_at AS dueAt FROM dose_slots s WHERE s.member_id = ?',
    [uuidToBinary(demo.id)],
  );

beforeAll(async () => {
  await loadDrugs(START);
});

test('before the demo data is there nothing is planned', async () => {
  expect(await plan(START)).toBeNull();
});

test('a start’s reminder comes within two minutes: a push to the demo phone, and an entry in the inbox', async () => {
  await loadMedicines(depsOn(START), demo, { ...life, medicines: ventolin });
  await contextsAt(() => START).identity.createMember({ ...demo.seed, id: demo.id, password: 'unused here' });
  const dueAt = await plan(START);
  const waitMs = (dueAt?.getTime() ?? 0) - START.getTime();
  expect(waitMs).toBeGreaterThanOrEqual(45_000);
  expect(waitMs).toBeLessThanOrEqual(2 * MINUTE_MS);

  const push = createFakePush();
  const { identity, inbox } = contextsAt(() => new Date());
  const engine = createReminderEngine({
    ...{ database: database(), push, devices: identity.pushTargets, inbox, newId: newUuid },
    logger: createLogger({ level: 'silent', name: 'test' }),
    metrics: createMetrics(),
  });
  await engine.runOnce();

  expect(push.sent).toMatchObject([{ target: { kind: 'fcm' }, message: { title: '복약 시간이에요' } }]);
  const { items } = await inbox.list(demo.id, {});
  expect(items).toMatchObject([{ title: '복약 시간이에요', body: '벤토린 에보할러' }]);
});

test('a second start leaves one schedule with one dose, and one phone', async () => {
  const dueAt = await plan(SECOND_START);

  const doses = await comingDoses();
  expect(doses.map((dose) => isoInstant(dose.dueAt))).toEqual([dueAt?.toISOString()]);
  const [row] = await database().rows<{ phones: number }>(
    'SELECT COUNT(*) AS phones FROM devices d WHERE d.member_id = ?',
    [uuidToBinary(demo.id)],
  );
  expect(row?.phones).toBe(1);
});

test('a dose that was taken stays when the demo is started again', async () => {
  const { medications } = contextsAt(() => new Date());
  const [coming] = await comingDoses();
  await medications.doses.take(demo.id, binaryToUuid(coming?.id ?? Buffer.alloc(16)), {}, 'Asia/Seoul');

  await plan(new Date());

  expect(await comingDoses()).toHaveLength(2);
});
