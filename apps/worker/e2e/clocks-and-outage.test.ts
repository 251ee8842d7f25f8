import { expect, test } from 'vitest';

import { addDoses, newMembers } from './storm-doses.ts';
import { flawless } from './storm-judge.ts';
import { useStormWorld } from './storm-world.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

const world = useStormWorld();
const after = (ms: number) => new Date(Date.now() + ms);

test(
  'two workers whose clocks are two minutes fast and two minutes slow push nothing early and nothing twice',
  async () => {
    await world.startWorker({ skewMs: 2 * MINUTE_MS });
    await world.startWorker({ skewMs: -2 * MINUTE_MS });
    // One instant after the other, so that workers look before, at and after each.
    for (let seconds = 3; seconds <= 8; seconds += 1) {
      await addDoses(world.database(), newMembers(40), { dueAt: after(seconds * 1_000) });
    }

    await world.untilNoneWaits();

    expect(await world.judge()).toEqual(flawless);
  },
  2 * MINUTE_MS,
);

/** A zone in which it is about noon: a digest then goes out on the same day. */
const noonZone = () => {
  const offset = 12 - new Date().getUTCHours();

  // The sign of these names is turned round: Etc/GMT-9 is nine hours ahead.
  return `Etc/GMT${offset > 0 ? '-' : '+'}${Math.abs(offset)}`;
};

const MEMBERS = 30;

test(
  'after six hours without a worker nothing stale is pushed, all of it is marked, and each member gets one digest',
  async () => {
    const memberIds = newMembers(MEMBERS);
    const timeZone = noonZone();
    const missedMs = [6 * HOUR_MS, 3 * HOUR_MS, HOUR_MS, 31 * MINUTE_MS];
    for (const ms of missedMs) await addDoses(world.database(), memberIds, { dueAt: after(-ms), timeZone });
    await addDoses(world.database(), newMembers(MEMBERS), { dueAt: after(-10 * MINUTE_MS) });
    await Promise.all([world.startWorker(), world.startWorker()]);
    await world.untilFinished();

    const isOfMissed = ({ token }: { token: string }) => memberIds.some((id) => token.endsWith(id));
    expect(world.arrivals().filter(isOfMissed)).toEqual([]);
    expect(new Set(world.arrivals().map(({ token }) => token)).size).toBeGreaterThanOrEqual(MEMBERS);
    const marked = await world.database().rows<{ state: string; reason: string; count: number }>(
      `SELECT d.state, d.reason, COUNT(*) AS count FROM deliveries d
        WHERE d.due_at < NOW(3) - INTERVAL 30 MINUTE GROUP BY d.state, d.reason`,
    );
    expect(marked).toEqual([
      { state: 'missed_to_send', reason: 'window_passed', count: MEMBERS * missedMs.length },
    ]);

    // As if the minute had passed that a digest waits for the rest of an outage to be marked.
    await world.database().run(`UPDATE reminders r SET r.available_at = r.due_at WHERE r.kind = 'digest'`);
    await world.untilNoneWaits();
    const digests = Map.groupBy(world.arrivals().filter(isOfMissed), ({ token }) => token);
    expect(digests.size).toBeGreaterThanOrEqual(MEMBERS);
    expect([...digests.values()].every((each) => each.length === 1)).toBe(true);
  },
  2 * MINUTE_MS,
);
