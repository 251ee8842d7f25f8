import { expect, test } from 'vitest';

import { type AppProcess } from './app-process.ts';
import { keepFigures } from './figures.ts';
import { type Answer, type Call, describe, send } from './http-call.ts';
import { inLanes } from './load.ts';
import { aKeyedPeakFlow, aPeakFlow, storedIds } from './peak-flows.ts';
import { usePrivateWorld } from './private-world.ts';

const LANES = 16;
const world = usePrivateWorld();

const idOf = ({ body }: Answer) => String(body['id']);

/** Sends all, kills the process once so many have been answered, and gives what came back. */
const sendAndKill = async (api: AppProcess, calls: readonly Call[], killAfter: number) => {
  const answers = new Map<Call, Answer>();
  let answered = 0;
  let underWay = 0;
  let underWayAtKill = 0;
  await inLanes(calls, LANES, async (call) => {
    underWay += 1;
    const answer = await send(api.port, call);
    underWay -= 1;
    answers.set(call, answer);
    if (answer.status === 201) answered += 1;
    if (answered === killAfter && underWayAtKill === 0) {
      underWayAtKill = underWay;
      void api.kill();
    }
  });
  await api.exited;

  return { answers, underWayAtKill };
};

const sendAgain = async (api: AppProcess, calls: readonly Call[]) => {
  const answers = new Map<Call, Answer>();
  await inLanes(calls, LANES, async (call) => void answers.set(call, await send(api.port, call)));

  return answers;
};

test('a kill -9 amid 1,000 creates with client ids, a restart and all of them sent again make 1,000 rows, none twice', async () => {
  const api = await world.startApi();
  const [member] = await world.createMembers(api, 1);
  const token = member?.sessions[0]?.accessToken ?? '';
  const calls = Array.from({ length: 1_000 }, (_, index) => aPeakFlow(token, index));

  const { answers, underWayAtKill } = await sendAndKill(api, calls, 400);
  const acknowledged = [...answers.values()].filter(({ status }) => status === 201).map(idOf);
  const survived = await storedIds(world, member?.id ?? '');
  expect(underWayAtKill).toBeGreaterThan(1);
  expect(acknowledged.length).toBeLessThan(1_000);
  expect(survived).toEqual(expect.arrayContaining(acknowledged));

  const restarted = await world.startApi();
  const again = await sendAgain(restarted, calls);
  const wrong = calls.filter((call) => {
    const answer = again.get(call);
    return answer?.status !== 201 || idOf(answer) !== call.body.id;
  });
  expect(wrong.map((call) => describe(again.get(call) as Answer))).toEqual([]);

  const rows = await storedIds(world, member?.id ?? '');
  expect(rows).toHaveLength(1_000);
  expect(new Set(rows)).toEqual(new Set(calls.map(({ body }) => body.id)));
  keepFigures('kill -9 amid 1,000 creates', {
    acknowledged: acknowledged.length,
    underWayAtKill,
    storedButUnanswered: survived.length - acknowledged.length,
    rows: rows.length,
  });
}, 60_000);

test('the same with an Idempotency-Key: 200 creates make 200 rows, and who was answered gets the same id again', async () => {
  const api = await world.startApi();
  const [member] = await world.createMembers(api, 1);
  const token = member?.sessions[0]?.accessToken ?? '';
  const calls = Array.from({ length: 200 }, (_, index) => aKeyedPeakFlow(token, index));

  const { answers, underWayAtKill } = await sendAndKill(api, calls, 80);
  const survived = await storedIds(world, member?.id ?? '');
  const restarted = await world.startApi();
  const again = await sendAgain(restarted, calls);
  const thirdTime = await sendAgain(restarted, calls);

  for (const call of calls) {
    const [first, second, third] = [answers, again, thirdTime].map((each) => each.get(call));
    expect(second?.status, describe(second as Answer)).toBe(201);
    expect(idOf(third as Answer)).toBe(idOf(second as Answer));
    if (first?.status === 201) expect(idOf(second as Answer)).toBe(idOf(first));
  }
  const rows = await storedIds(world, member?.id ?? '');
  expect(rows).toHaveLength(200);
  expect(new Set(rows)).toEqual(new Set([...again.values()].map(idOf)));
  expect(underWayAtKill).toBeGreaterThan(1);
  const acknowledged = [...answers.values()].filter(({ status }) => status === 201);
  keepFigures('kill -9 amid 200 keyed creates', {
    acknowledged: acknowledged.length,
    underWayAtKill,
    storedButUnanswered: survived.length - acknowledged.length,
    rows: rows.length,
  });
}, 60_000);
