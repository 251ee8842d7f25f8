import { beforeAll, expect, test } from 'vitest';

import { writeActionPlan } from './action-plan.ts';
import { lifeOf } from './life-of.ts';
import { loadMedicines } from './load-medicines.ts';
import { people } from './people.ts';
import { useDemoWorld } from '../testing/demo-world.ts';

const NOW = new Date('2026-11-21T21:15:00+09:00');

const { contextsAt, depsOn, loadDrugs } = useDemoWorld(() => NOW);
const [demo, other] = people;
if (!demo || !other) throw new Error('there are forty people');

beforeAll(async () => {
  await loadDrugs(NOW);
});

test('the demo member has a doctor’s plan as old as the life, whose lines name the medicines of the list', async () => {
  const life = lifeOf(demo, NOW);
  const { records } = contextsAt(() => life.joinedAt);
  await loadMedicines(depsOn(NOW), demo, life);

  await writeActionPlan(records, demo, life);
  await writeActionPlan(records, demo, life);

  const plan = await records.actionPlans.getCurrent(demo.id);
  expect(plan).toMatchObject({
    version: 1,
    author: 'doctor',
    doctorName: '가상의',
    validFrom: '2026-07-25',
    createdAt: life.joinedAt.toISOString(),
  });
  const listed = life.medicines.map(({ medication }) => medication.id);
  const named = plan.instructions.flatMap(({ medicationId }) => medicationId ?? []);
  expect(named).toHaveLength(3);
  expect(listed).toEqual(expect.arrayContaining(named));
});

test('nobody else has one', async () => {
  const { records } = contextsAt(() => NOW);

  await writeActionPlan(records, other, lifeOf(other, NOW));

  expect(await records.actionPlans.list(other.id)).toMatchObject({ items: [] });
});
