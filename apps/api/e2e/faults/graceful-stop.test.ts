import { createHash } from 'node:crypto';

import { newUuid, sqlInstant, uuidToBinary } from '@soomcare/database';
import { expect, test, vi } from 'vitest';

import { type AppProcess } from './app-process.ts';
import { keepFigures } from './figures.ts';
import { type Answer, type Call, describe, isProperRefusal, isSuccess, send } from './http-call.ts';
import { type Lane, type Load, startLoad } from './load.ts';
import { aKeyedPeakFlow, storedIds } from './peak-flows.ts';
import { type PrivateWorld, usePrivateWorld, type WorldMember } from './private-world.ts';

const HELD = 6;
const LANES = 8;
/** Behind a balancer it goes on for 5 s after it was told; then little more than the running requests need. */
const BALANCER_NOTICES_MS = 1_000;
const PRODUCTION_STOP_MS = 10_000;
const DEVELOPMENT_STOP_MS = 5_000;
const STOP_DESPITE_HANGING_SERVERS_MS = 10_000;
const MINUTE = 60_000;

const PRODUCTION = {
  SOOMCARE_ENV: 'production',
  PUBLIC_URL: 'https://app.soomcare.example',
  MAIL_URL: 'smtp://127.0.0.1:1',
  RATE_LIMIT_FACTOR: '1',
};

const world = usePrivateWorld();

const tokenOf = ({ sessions }: WorldMember) => sessions[0]?.accessToken ?? '';
const keyOf = ({ headers }: Call) => headers?.['Idempotency-Key'] ?? '';

/** Makes creates wait in the midst of their transactions: somebody else has taken their keys and not yet committed. */
const holdCreates = (
  { withDatabase }: PrivateWorld,
  { id }: WorldMember,
  calls: readonly Call[],
  meanwhile: (waiting: () => Promise<number>) => Promise<void>,
) =>
  withDatabase(async (database) => {
    const letGo = new Error('let go');
    const waiting = async () => {
      const [row] = await database.rows<{ n: number }>(
        'SELECT COUNT(DISTINCT w.requesting_thread_id) AS n FROM performance_schema.data_lock_waits w',
      );

      return row?.n ?? 0;
    };
    const holding = database.transaction(async (tx) => {
      for (const call of calls) {
        await database.run(
          `INSERT INTO idempotency_keys (member_id, operation, key_hash, fingerprint, resource_id, created_at)
           VALUES (?, 'recordPeakFlow', ?, ?, ?, ?)`,
          [
            uuidToBinary(id),
            createHash('sha256').update(keyOf(call)).digest(),
            Buffer.alloc(32),
            uuidToBinary(newUuid()),
            sqlInstant(new Date()),
          ],
          tx,
        );
      }
      await meanwhile(waiting);
      throw letGo;
    });
    await holding.catch((error: unknown) => {
      if (error !== letGo) throw error;
    });
  });

/** Ids of the rows that keys stand for: none may be without its row. */
const keyedIds = ({ id }: WorldMember) =>
  world.withDatabase(async (database) => {
    const rows = await database.rows<{ id: string }>(
      'SELECT BIN_TO_UUID(k.resource_id) AS id FROM idempotency_keys k WHERE k.member_id = ?',
      [uuidToBinary(id)],
    );

    return rows.map((row) => row.id);
  });

const writingLane = ({ port }: AppProcess, token: string): Lane => {
  let turn = 0;

  return () => {
    turn += 1;
    return send(port, aKeyedPeakFlow(token, turn));
  };
};

const isRefusedConnection = ({ failure }: Answer) => failure === 'ECONNREFUSED';
const idOf = ({ body }: Answer) => String(body['id']);

/**
 * Stops the API while creates wait inside their transactions and others keep coming over kept-alive connections.
 * `untilLetGo` decides how long the waiting ones wait.
 */
const stopUnderLoad = async (api: AppProcess, untilLetGo: (load: Load) => Promise<void>) => {
  const [patient, ...busy] = (await world.createMembers(api, 1 + LANES)) as [WorldMember, ...WorldMember[]];
  const calls = Array.from({ length: HELD }, (_, index) => aKeyedPeakFlow(tokenOf(patient), index));
  const load = startLoad(
    busy.map((member) => writingLane(api, tokenOf(member))),
    { everyMs: 50 },
  );
  await load.goOnFor(500);

  let held: Promise<Answer[]> = Promise.resolve([]);
  let toldAt = 0;
  await holdCreates(world, patient, calls, async (waiting) => {
    held = Promise.all(calls.map((call) => send(api.port, call)));
    await vi.waitUntil(async () => (await waiting()) >= HELD, { timeout: 5_000, interval: 20 });
    toldAt = performance.now();
    api.terminate();
    await untilLetGo(load);
  });
  const finished = await held;
  const exit = await api.exited;
  const stoppedMs = performance.now() - toldAt;
  const answers = await load.stop();

  expect(finished.filter(({ status }) => status !== 201).map(describe)).toEqual([]);
  expect((await storedIds(world, patient.id)).sort()).toEqual(finished.map(idOf).sort());
  expect((await keyedIds(patient)).sort()).toEqual(finished.map(idOf).sort());
  for (const member of busy) {
    const confirmed = answers.filter((each) => isSuccess(each) && each.call.token === tokenOf(member));
    const stored = await storedIds(world, member.id);
    expect(stored).toEqual(expect.arrayContaining(confirmed.map(idOf)));
    expect((await keyedIds(member)).sort()).toEqual(stored.sort());
  }

  return { exit, stoppedMs, answers, toldAt };
};

test(
  'told to stop behind a balancer: readiness turns 503 at once, no request that reached it goes unanswered, exit code 0',
  async () => {
    const api = await world.startApi(PRODUCTION);
    const { exit, stoppedMs, answers, toldAt } = await stopUnderLoad(api, async (load) => {
      const readiness = await vi.waitUntil(
        async () => {
          const answer = await send(api.port, { path: '/health/ready' });
          return isProperRefusal(answer) && answer;
        },
        { timeout: 2_000, interval: 10 },
      );
      expect(readiness.headers['retry-after']).toBe('5');
      expect((await send(api.port, { path: '/health/live' })).status).toBe(200);
      // The balancer needs its time to see that, and then sends nothing more.
      await load.goOnFor(BALANCER_NOTICES_MS);
      void load.stop();
    });

    const whileDraining = answers.filter(({ sentAt }) => sentAt > toldAt);
    const odd = answers.filter((answer) => !isSuccess(answer));
    keepFigures('SIGTERM behind a balancer', {
      stoppedMs,
      servedWhileDraining: whileDraining.filter(isSuccess).length,
      cut: odd.length,
    });
    expect(odd.map(describe)).toEqual([]);
    expect(whileDraining.filter(isSuccess).length).toBeGreaterThan(LANES);
    expect(exit).toEqual({ code: 0, signal: null });
    expect(stoppedMs).toBeLessThan(PRODUCTION_STOP_MS);
  },
  MINUTE,
);

test(
  'told to stop with no balancer: it listens no more, finishes what runs, and is gone with code 0 within 5 s',
  async () => {
    const api = await world.startApi();
    const { exit, stoppedMs, answers } = await stopUnderLoad(api, async ({ answers: all }) => {
      await vi.waitUntil(() => all.some(isRefusedConnection), { timeout: 5_000, interval: 10 });
    });

    // A request may meet the closing of its idle connection: the client sees that and sends it again.
    const odd = answers.filter(
      (answer) => !isSuccess(answer) && !isRefusedConnection(answer) && answer.failure !== 'ECONNRESET',
    );
    keepFigures('SIGTERM without a balancer', {
      stoppedMs,
      metAClosingConnection: answers.filter(({ failure }) => failure === 'ECONNRESET').length,
    });
    expect(odd.map(describe)).toEqual([]);
    expect(exit).toEqual({ code: 0, signal: null });
    expect(stoppedMs).toBeLessThan(DEVELOPMENT_STOP_MS);
  },
  MINUTE,
);

test(
  'told to stop while MySQL and Redis hang: gone with code 0 within 10 s',
  async () => {
    const api = await world.startApi();
    const [member] = (await world.createMembers(api, 1)) as [WorldMember];
    await Promise.all([world.mysql.pause(), world.redis.pause()]);
    const running = send(api.port, { path: '/v1/me', token: tokenOf(member) });
    const toldAt = performance.now();
    api.terminate();
    const giveUp = setTimeout(() => void api.kill(), 2 * STOP_DESPITE_HANGING_SERVERS_MS);
    const exit = await api.exited;
    clearTimeout(giveUp);
    const stoppedMs = performance.now() - toldAt;
    world.mysql.resume();
    world.redis.resume();

    keepFigures('SIGTERM while MySQL and Redis hang', { stoppedMs });
    expect([describe(await running)]).toEqual([expect.stringMatching(/→ (503|ECONNRE)/)]);
    expect(exit).toEqual({ code: 0, signal: null });
    expect(stoppedMs).toBeLessThan(STOP_DESPITE_HANGING_SERVERS_MS);
  },
  MINUTE,
);
