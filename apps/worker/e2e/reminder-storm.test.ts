import { expect, test } from 'vitest';

import { watchLockWaits } from './lock-waits.ts';
import { addDoses, newMembers } from './storm-doses.ts';
import { flawless } from './storm-judge.ts';
import { useStormWorld } from './storm-world.ts';

const WORKERS = 4;
const KILLS = 3;
/** Reminders that one worker has in hand at most. */
const BATCH = 200;
const MINUTE_MS = 60_000;

const world = useStormWorld();

/** One in twenty goes wrong, each way that leaves open whether the push was taken among them. */
const faults = { quota: 0.01, internal: 0.01, silent: 0.01, slow: 0.01, cut: 0.01 };

test(
  '5,000 doses of one minute reach every device once, whatever 4 workers, 3 kills and a bad provider do',
  async () => {
    const dueAt = new Date(Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS);
    await addDoses(world.database(), newMembers(3_000), { dueAt });
    await addDoses(world.database(), newMembers(1_000), { dueAt, dosesEach: 2 });
    world.fcm().setRatios(faults);
    const stopWatching = watchLockWaits(world.database());
    const workers = await Promise.all(Array.from({ length: WORKERS }, () => world.startWorker()));

    for (let kill = 1; kill <= KILLS; kill += 1) {
      await world.untilAccepted(kill * 1_000);
      await workers[kill]?.kill();
      await world.startWorker();
    }
    await world.untilFinished();

    const { repeats, ...verdict } = await world.judge();
    expect({ ...verdict, repeats: 0 }).toEqual(flawless);
    expect(repeats).toBeLessThanOrEqual(KILLS * BATCH);
    expect(world.fcm().stats().repeats).toBeGreaterThan(0);
    expect(await stopWatching()).toBeLessThan(0.1);
  },
  4 * MINUTE_MS,
);
