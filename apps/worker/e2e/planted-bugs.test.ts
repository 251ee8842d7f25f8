import { newUuid } from '@soomcare/database';
import { createSlotPlanner } from '@soomcare/medications/reminders';
import { expect, test, vi } from 'vitest';

import { type PlantedBug } from './planted-bugs.ts';
import { devicesOf } from './storm-devices.ts';
import { addDoses, newMembers } from './storm-doses.ts';
import { flawless, type Verdict } from './storm-judge.ts';
import { addSchedules } from './storm-schedules.ts';
import { useStormWorld } from './storm-world.ts';

const MINUTE_MS = 60_000;
const MEMBERS = 60;

// Processes start slowly on a busy machine.
vi.setConfig({ testTimeout: 2 * MINUTE_MS });

const world = useStormWorld();
const minutesFromNow = (minutes: number) => new Date(Date.now() + minutes * MINUTE_MS);
const planted = (bug: PlantedBug | undefined) => ({ leaseSeconds: 8, ...(bug ? { bug } : {}) });

/** One worker is frozen between a refusal of the provider and its finish, until another has sent and finished all. */
const wakeLate = async (bug?: PlantedBug): Promise<Verdict> => {
  const memberIds = newMembers(MEMBERS);
  await addDoses(world.database(), memberIds, { dueAt: minutesFromNow(-1) });
  world.fcm().setRatios({ quota: 1 });
  const late = await world.startWorker({ ...planted(bug), holdAt: 'reminders.before_finish' });
  await late.heard('reached');
  // Not one push may be on its way still: it would be taken after all, and nobody here would know.
  await world.untilRefused(memberIds.flatMap(devicesOf).length);
  late.pause();
  world.fcm().setRatios({});
  const other = await world.startWorker(planted(bug));
  await world.untilFinished();

  late.release();
  if (bug) await late.heard('planted');
  await late.stop();
  await world.untilFinished();
  await other.stop();

  return world.judge();
};

/** A worker dies with its reminders claimed and their pushes not sent; another comes. */
const dieBeforeSending = async (bug?: PlantedBug): Promise<Verdict> => {
  await addDoses(world.database(), newMembers(MEMBERS), { dueAt: minutesFromNow(-1) });
  const dying = await world.startWorker({ ...planted(bug), holdAt: 'reminders.before_send' });
  await dying.heard('reached');
  if (bug) await dying.heard('planted');
  await dying.kill();
  const other = await world.startWorker(planted(bug));
  await world.untilFinished();
  await other.stop();

  return world.judge();
};

/** A worker whose clock is two minutes ahead meets doses that are due before that. */
const lookWithFastClock = async (bug?: PlantedBug): Promise<Verdict> => {
  await addDoses(world.database(), newMembers(MEMBERS), { dueAt: minutesFromNow(1.5) });
  await addDoses(world.database(), newMembers(1), { dueAt: minutesFromNow(-1) });
  const fast = await world.startWorker({ ...planted(bug), skewMs: 2 * MINUTE_MS });
  if (bug) await fast.heard('planted');
  await world.untilFinished();
  await fast.stop();

  return world.judge();
};

test('a worker that wakes late changes nothing', async () => {
  expect(await wakeLate()).toEqual(flawless);
});

test('without the fence the judge finds pushes that nothing explains repeated', async () => {
  expect((await wakeLate('no-fence')).repeats).toBeGreaterThan(0);
});

test('what a dead worker had claimed is sent by another', async () => {
  expect(await dieBeforeSending()).toEqual(flawless);
});

test('with reminders marked before they are sent the judge finds pushes missing', async () => {
  expect((await dieBeforeSending('mark-before-send')).missing).toBeGreaterThanOrEqual(MEMBERS);
});

test('a fast clock sends nothing early', async () => {
  expect(await lookWithFastClock()).toEqual(flawless);
});

test('with the app’s clock in the claim the judge finds pushes that came early', async () => {
  expect((await lookWithFastClock('app-clock')).early).toBeGreaterThanOrEqual(MEMBERS);
});

/** Two medicines of one minute, planned one after the other. */
const planTwice = async (): Promise<Verdict> => {
  const memberIds = newMembers(MEMBERS);
  const dueAt = minutesFromNow(-1);
  const planner = createSlotPlanner({ database: world.database(), now: () => new Date(), newId: newUuid });
  for (let medicine = 0; medicine < 2; medicine += 1) {
    await addSchedules(world.database(), memberIds, dueAt);
    while ((await planner.extend(MEMBERS)) > 0);
  }
  const worker = await world.startWorker();
  await world.untilFinished();
  await worker.stop();

  return world.judge();
};

test('two medicines of one minute are one push', async () => {
  expect(await planTwice()).toEqual(flawless);
});

test('without the unique key of reminders the judge finds doses shown twice', async () => {
  const key = 'uq_reminders_member_id_kind_due_at';
  await world.database().manager.query(`ALTER TABLE reminders DROP INDEX ${key}`);
  try {
    expect((await planTwice()).shownTwice).toBeGreaterThanOrEqual(MEMBERS);
  } finally {
    await world.database().run('DELETE FROM reminders');
    await world
      .database()
      .manager.query(`ALTER TABLE reminders ADD UNIQUE INDEX ${key} (member_id, kind, due_at)`);
  }
});
