import { connect } from 'node:net';

import { expect, test, vi } from 'vitest';

import { type AppProcess } from './app-process.ts';
import { keepFigures } from './figures.ts';
import { type Answer, describe, isProperRefusal, isSuccess, send } from './http-call.ts';
import { between, inLanes, type Lane, type Load, percentile, slowest, startLoad } from './load.ts';
import { aPeakFlow, storedIds } from './peak-flows.ts';
import { usePrivateWorld, type WorldMember } from './private-world.ts';
import { LOG_INS, revoke, useEverywhere, who } from './revocations.ts';

const BACK_WITHIN_MS = 5_000;
/** 0.5 s for a connection, 5 s for a statement, and once more as much as a queue before them may take. */
const ANSWERED_WITHIN_MS = 10_000;
const LIVENESS_WITHIN_MS = 1_000;
/** Longer than the copies of sessions live, so that the truth about them is away too. */
const DOWN_MS = 6_000;
const LIVE_MEMBERS = 8;
const MINUTE = 60_000;

const world = usePrivateWorld();

const tokenOf = ({ sessions }: WorldMember) => sessions[0]?.accessToken ?? '';

/** Resolves with the moment at which somebody listens on the port. */
const openedAt = (port: number): Promise<number> =>
  vi.waitUntil(
    () =>
      new Promise<number>((resolve) => {
        const socket = connect(port, '127.0.0.1');
        socket.once('connect', () => {
          socket.destroy();
          resolve(performance.now());
        });
        socket.once('error', () => resolve(0));
      }),
    { timeout: MINUTE, interval: 20 },
  );

/** A member who reads, writes and asks for the month; what was written is kept, to be compared with the rows. */
const everydayLane = ({ port }: AppProcess, token: string, creates: ReturnType<typeof aPeakFlow>[]): Lane => {
  let turn = 0;

  return () => {
    turn += 1;
    if (turn % 3 === 0) {
      creates.push(aPeakFlow(token, turn));
      return send(port, creates.at(-1) as ReturnType<typeof aPeakFlow>);
    }

    return send(port, turn % 3 === 1 ? who(token) : { path: '/v1/calendar/2026-03', token });
  };
};

const prepare = async () => {
  const api = await world.startApi();
  const live = await world.createMembers(api, LIVE_MEMBERS);
  const victims = await world.createMembers(api, 2, LOG_INS);
  await useEverywhere([api], victims);
  const revocations = [
    await revoke(api, victims[0] as WorldMember, 'log-out everywhere'),
    await revoke(api, victims[1] as WorldMember, 'withdrawal'),
  ];
  const creates = new Map(live.map((member) => [member, [] as ReturnType<typeof aPeakFlow>[]]));
  const lanes = live.map((member) => everydayLane(api, tokenOf(member), creates.get(member) ?? []));
  const thieves = revocations.flatMap(({ revoked }) =>
    revoked.map((token) => () => send(api.port, who(token))),
  );

  return {
    api,
    creates,
    load: startLoad(lanes, { everyMs: 60 }),
    thieves: startLoad(thieves, { everyMs: 100 }),
    liveness: startLoad([() => send(api.port, { path: '/health/live' })], { everyMs: 50 }),
  };
};

/** What holds in every outage of the database, whatever its kind. */
const expectHonestAnswers = (
  answers: readonly Answer[],
  thefts: readonly Answer[],
  probes: readonly Answer[],
) => {
  const odd = answers.filter((answer) => !isSuccess(answer) && !isProperRefusal(answer));
  expect(odd.map(describe)).toEqual([]);
  expect(thefts.filter((answer) => answer.status !== 401 && !isProperRefusal(answer)).map(describe)).toEqual(
    [],
  );
  expect(probes.filter((answer) => answer.status !== 200).map(describe)).toEqual([]);
  expect(slowest(answers)).toBeLessThan(ANSWERED_WITHIN_MS);
  expect(slowest(thefts)).toBeLessThan(ANSWERED_WITHIN_MS);
  expect(slowest(probes)).toBeLessThan(LIVENESS_WITHIN_MS);
};

/** What was not confirmed is sent again; then every create has made one row. */
const expectEveryCreateOnce = async (
  api: AppProcess,
  creates: ReadonlyMap<WorldMember, readonly ReturnType<typeof aPeakFlow>[]>,
) => {
  await inLanes([...creates], 4, async ([member, calls]) => {
    for (const call of calls) {
      const answer = await send(api.port, call);
      expect(answer.status, describe(answer)).toBe(201);
    }
    expect((await storedIds(world, member.id)).sort()).toEqual(calls.map(({ body }) => body.id).sort());
  });
};

const keep = (name: string, load: Load, awayAt: number, backAt: number) => {
  const during = between(load.answers, awayAt, backAt);
  const later = load.answers.filter(({ sentAt }) => sentAt >= backAt);
  const firstSuccess = later.filter(isSuccess).map(({ sentAt, ms }) => sentAt + ms);
  const lastRefusal = load.answers.filter((each) => !isSuccess(each)).map(({ sentAt }) => sentAt);
  const firstSuccessMs = Math.min(...firstSuccess) - backAt;
  const lastRefusalMs = Math.max(backAt, ...lastRefusal) - backAt;
  keepFigures(name, {
    seconds: (backAt - awayAt) / 1_000,
    requests: load.answers.length,
    refused: lastRefusal.length,
    firstSuccessMs,
    lastRefusalMs,
    p50DuringMs: percentile(during, 0.5),
    slowestMs: slowest(load.answers),
  });

  return { firstSuccessMs, lastRefusalMs };
};

const outage = async (name: string, takeDown: () => Promise<void>, downMs: number) => {
  const { api, creates, load, thieves, liveness } = await prepare();
  await load.goOnFor(1_000);
  const awayAt = performance.now();
  await takeDown();
  await load.goOnFor(downMs);
  const opening = openedAt(world.mysql.port);
  await world.mysql.restart();
  const backAt = await opening;
  await load.goOnFor(BACK_WITHIN_MS + 500);
  const [answers, thefts, probes] = await Promise.all([load.stop(), thieves.stop(), liveness.stop()]);

  const { firstSuccessMs, lastRefusalMs } = keep(name, load, awayAt, backAt);
  expect(answers.filter(isProperRefusal).length).toBeGreaterThan(10);
  expectHonestAnswers(answers, thefts, probes);
  expect(firstSuccessMs).toBeLessThan(BACK_WITHIN_MS);
  expect(lastRefusalMs).toBeLessThan(BACK_WITHIN_MS);
  await expectEveryCreateOnce(api, creates);
};

test(
  'MySQL restarted under load: 503 with Retry-After meanwhile, nobody wrongly in or out, and 2xx within 5 s of its port',
  async () => {
    await outage('MySQL restarted', () => world.mysql.stop(), 0);
  },
  2 * MINUTE,
);

test(
  'MySQL killed under load: 503 with Retry-After meanwhile, nobody wrongly in or out, and 2xx within 5 s of its port',
  async () => {
    await outage('MySQL killed', () => world.mysql.kill(), DOWN_MS);
  },
  2 * MINUTE,
);

test(
  'MySQL hanging under load: every request is refused within 10 s, liveness answers within 1 s, and 2xx within 5 s of its return',
  async () => {
    const { api, creates, load, thieves, liveness } = await prepare();
    // Many who come for the first time, so that no copy of their sessions can help.
    const [crowd] = (await world.createMembers(api, 1, 40)) as [WorldMember];
    const awayAt = performance.now();
    await world.mysql.pause();
    const refused = await Promise.all(
      crowd.sessions.map(({ accessToken }) => send(api.port, who(accessToken))),
    );
    const readiness = await send(api.port, { path: '/health/ready' });
    await load.goOnFor(Math.max(0, DOWN_MS - (performance.now() - awayAt)));
    world.mysql.resume();
    const backAt = performance.now();
    await load.goOnFor(BACK_WITHIN_MS + 500);
    const [answers, thefts, probes] = await Promise.all([load.stop(), thieves.stop(), liveness.stop()]);

    const { firstSuccessMs, lastRefusalMs } = keep('MySQL hanging', load, awayAt, backAt);
    keepFigures('MySQL hanging: 40 new sessions at once', {
      p50Ms: percentile(refused, 0.5),
      slowestMs: slowest(refused),
      readinessMs: readiness.ms,
      slowestLivenessMs: slowest(probes),
    });
    expect(refused.filter((answer) => !isProperRefusal(answer)).map(describe)).toEqual([]);
    expect(isProperRefusal(readiness), describe(readiness)).toBe(true);
    expectHonestAnswers(answers, thefts, probes);
    expect(slowest(refused)).toBeLessThan(ANSWERED_WITHIN_MS);
    expect(firstSuccessMs).toBeLessThan(BACK_WITHIN_MS);
    expect(lastRefusalMs).toBeLessThan(BACK_WITHIN_MS);
    await expectEveryCreateOnce(api, creates);
  },
  2 * MINUTE,
);
