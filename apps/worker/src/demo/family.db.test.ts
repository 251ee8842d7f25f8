import { beforeAll, expect, test } from 'vitest';

import { useDemoWorld } from '../testing/demo-world.ts';
import { children, findMissingChildren, loadChildren } from './family.ts';
import { loadPeople } from './load.ts';
import { people } from './people.ts';

const NOW = new Date('2026-11-21T21:15:00+09:00');
/** Five months are written; a machine that does other work as well takes long. */
const BUSY_MACHINE_MS = 180_000;

const { database, depsOn, loadDrugs, logIn } = useDemoWorld(() => NOW);
const [demo] = people;
if (!demo) throw new Error('the demo member is the first');

beforeAll(async () => {
  await loadDrugs(NOW);
  // Nobody keeps children before the guardian is there.
  expect(await loadChildren(depsOn(NOW))).toEqual({ members: 0, entries: 0 });
  await loadPeople(depsOn(NOW), [{ ...demo, life: 'silent' }]);
  await loadChildren(depsOn(NOW));
}, BUSY_MACHINE_MS);

const asGuardian = async (path: string, childId?: string) => {
  const call = (await logIn(demo.seed.email)).get(path);
  return (await (childId === undefined ? call : call.set('X-Profile', childId)).expect(200)).body as {
    items: { id: string; nickname: string; name: string }[];
    days: { peakFlow: unknown; symptoms: unknown }[];
  };
};

test('the demo member keeps two children, and no others', async () => {
  const { items } = await asGuardian('/v1/me/children');

  expect(items.map(({ id, nickname }) => [id, nickname])).toEqual(
    children.map(({ id, seed }) => [id, seed.nickname]),
  );
});

test('one of them has asthma medicines and a month of records', async () => {
  const [child] = children;
  const medications = await asGuardian('/v1/medications', child?.id);
  const month = await asGuardian('/v1/calendar/2026-11', child?.id);

  expect(medications.items.map(({ name }) => name).sort()).toEqual([
    '벤토린 에보할러',
    '싱귤레어츄정 5밀리그램',
    '후릭소타이드 주니어 에보할러 50',
  ]);
  expect(month.days.filter(({ peakFlow }) => peakFlow !== null)).toHaveLength(21);
});

test('nothing of it is in the guardian’s own diary', async () => {
  expect((await asGuardian('/v1/peak-flows')).items).toEqual([]);
});

test('loading again changes nothing', async () => {
  expect(await findMissingChildren(database())).toEqual([]);
  expect(await loadChildren(depsOn(NOW))).toEqual({ members: 0, entries: 0 });
});

test('they are too young to sign up by themselves, for years to come', () => {
  expect(children.every(({ seed }) => seed.birthDate > '2017')).toBe(true);
});
