import { uuidToBinary } from '@soomcare/database';
import { beforeAll, expect, test } from 'vitest';

import { useDemoWorld } from '../testing/demo-world.ts';
import { lifeOf } from './life-of.ts';
import { episodes } from './lives/demo-life.ts';
import { loadPeople } from './load.ts';
import { people } from './people.ts';
import { products } from './prescriptions.ts';

const NOW = new Date('2026-11-21T21:15:00+09:00');
const TODAY = '2026-11-21';
const FIRST_DAY = '2026-07-25';
/** Four months are written; a machine that does other work as well takes long. */
const BUSY_MACHINE_MS = 180_000;
const dateOf = (day: number) => Temporal.PlainDate.from(FIRST_DAY).add({ days: day }).toString();

const { database, contextsAt, depsOn, loadDrugs, logIn } = useDemoWorld(() => NOW);
const [demo] = people;
if (!demo) throw new Error('the demo member is the first');
const { medicines, entries } = lifeOf(demo, NOW);

const idOf = (product: keyof typeof products) =>
  medicines.find(({ ediCode }) => ediCode === products[product])?.medication.id ?? '';

beforeAll(async () => {
  await loadDrugs(NOW);
  await loadPeople(depsOn(NOW), [demo]);
}, BUSY_MACHINE_MS);

/** What a test reads of the answers; the contract check has seen the whole. */
interface Coverage {
  readonly percent: number | null;
  readonly late: number;
  readonly skipped: number;
  readonly missed: number;
}

const adherence = async (first: number, last: number) => {
  const member = await logIn(demo.seed.email);
  const answer = await member.get(`/v1/adherence?from=${dateOf(first)}&to=${dateOf(last)}`).expect(200);
  return (answer.body as { range: Coverage }).range;
};

test('the four medicines have the catalogue’s names, and are as old as the life', async () => {
  const member = await logIn(demo.seed.email);
  const answer = await member.get('/v1/medications').expect(200);
  const { items } = answer.body as { items: { name: string; createdAt: string }[] };

  expect(items.map(({ name }) => name).sort()).toEqual([
    '벤토린 에보할러',
    '소론도정',
    '심비코트 터부헬러 160/4.5 (60회)',
    '싱귤레어정 10밀리그램',
  ]);
  expect(new Set(items.map(({ createdAt }) => createdAt.slice(0, 10)))).toEqual(new Set(['2026-07-24']));
});

test('three months of doses are mostly taken, now and then late, left out with a reason, or forgotten', async () => {
  const range = await adherence(episodes.missed.last + 1, 118);

  expect(range.percent).toBeGreaterThan(78);
  expect(range.percent).toBeLessThan(97);
  expect(range.late).toBeGreaterThan(0);
  expect(range.skipped).toBeGreaterThan(0);
  expect(range.missed).toBeGreaterThan(0);
});

test('before the cold doses are left out more and more, and after the crisis hardly any', async () => {
  const { cold, recovery } = episodes;
  const before = await adherence(cold.first - 12, cold.first + 5);
  const after = await adherence(recovery.first, recovery.last);

  expect(before.percent).toBeLessThan(65);
  expect(after.percent).toBeGreaterThan(before.percent ?? 100);
  expect(after.percent).toBeGreaterThan(88);
});

test('each answered dose has its one intake in the diary, and none is there twice', async () => {
  const [row] = await database().rows<{ taken: number; linked: number }>(
    `SELECT COUNT(*) AS taken, SUM(i.id IS NOT NULL) + 0E0 AS linked
       FROM dose_slots s
       LEFT JOIN intakes i ON i.member_id = s.member_id AND i.id = s.intake_id AND i.dose_id = s.id
      WHERE s.member_id = ? AND s.answer = 'taken'`,
    [uuidToBinary(demo.id)],
  );
  const planned = entries.filter(({ body }) => 'doseId' in body);

  expect(row).toEqual({ taken: planned.length, linked: planned.length });
});

test('one inhaler is due for a refill within two weeks, and nothing else is', async () => {
  const member = await logIn(demo.seed.email);
  const supplies = await Promise.all(
    medicines.map(async ({ medication: { id } }) => {
      const answer = await member.get(`/v1/medications/${id}/supply`).expect(200);
      return { id, ...(answer.body as { notice: boolean; daysLeft: number | null }) };
    }),
  );
  const [due, ...others] = supplies.filter(({ notice }) => notice);

  expect(due).toMatchObject({ id: idOf('symbicort'), lastRefillAt: '2026-10-27T22:00:00.000Z' });
  expect(due?.daysLeft).toBeGreaterThan(2);
  expect(others).toEqual([]);
});

test('the steroid course stands in the days after the crisis, and nothing of it is still to come', async () => {
  const member = await logIn(demo.seed.email);
  const amountOn = async (day: number) => {
    const answer = await member.get(`/v1/doses?date=${dateOf(day)}`).expect(200);
    const { items } = answer.body as { items: { medicationId: string; amount: number; state: string }[] };
    return items
      .filter(({ medicationId }) => medicationId === idOf('solondo'))
      .map(({ amount, state }) => `${amount} ${state}`);
  };
  const { last } = episodes.crisis;

  expect(await amountOn(last)).toEqual([]);
  expect(await amountOn(last + 1)).toEqual(['6 taken']);
  expect(await amountOn(last + 6)).toEqual(['4 taken']);
  expect(await amountOn(last + 9)).toEqual(['2 taken']);
  expect(await amountOn(last + 10)).toEqual([]);
});

test('reminders are there for doses to come, and for none of the past', async () => {
  const [row] = await database().rows<{ past: number; coming: number }>(
    `SELECT SUM(r.due_at <= ?) + 0E0 AS past, SUM(r.due_at > ?) + 0E0 AS coming FROM reminders r
      WHERE r.member_id = ?`,
    [NOW, NOW, uuidToBinary(demo.id)],
  );

  expect(row?.past).toBe(0);
  expect(row?.coming).toBeGreaterThanOrEqual(6);
});

test('the doses of today and tomorrow are in the list', async () => {
  const { doses } = contextsAt(() => NOW).medications;
  const today = await doses.list(demo.id, TODAY);
  const tomorrow = await doses.list(demo.id, dateOf(120));

  expect(today.items.map(({ localTime }) => localTime)).toEqual(['07:30', '20:30', '22:00']);
  expect(tomorrow.items.map(({ state }) => state)).toEqual(['scheduled', 'scheduled', 'scheduled']);
});
