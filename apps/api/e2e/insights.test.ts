import { newUuid } from '@soomcare/database';
import { seedDrugs } from '@soomcare/medications';
import { beforeAll, expect, test } from 'vitest';

import { useApi } from './harness.ts';

const api = useApi();
/** 08:30 in Seoul on 2026-03-10; an access token lasts ten minutes. */
const NOW = '2026-03-09T23:30:00Z';
const range = 'from=2026-03-01&to=2026-03-10';

interface Insights {
  readonly adherence: {
    readonly dosesTaken: { readonly expected: number; readonly taken: number; readonly percent: number };
    readonly daysCovered: { readonly medicines: readonly object[] };
    readonly possession: { readonly medicines: readonly object[] };
  };
  readonly reliever: object;
}
interface Month {
  readonly days: readonly { readonly date: string; readonly adherence: object | null }[];
}

beforeAll(async () => {
  await seedDrugs({ database: api.database(), now: () => api.clock.now(), newId: newUuid });
});

const aMember = async () => {
  api.clock.set(NOW);
  const { caller } = await api.signUp();
  const add = async (body: object) => {
    const made = await caller
      .post('/v1/medications')
      .send({ doseAmount: 1, doseUnit: 'puff', startsOn: '2026-03-01', ...body })
      .expect(201);
    return (made.body as { id: string }).id;
  };
  const drugId = async (name: string) => {
    const found = await caller.get(`/v1/drugs?q=${encodeURIComponent(name)}`).expect(200);
    return (found.body as { items: { id: string }[] }).items[0]?.id;
  };
  const insights = async () => (await caller.get(`/v1/insights?${range}`).expect(200)).body as Insights;
  const month = async () => (await caller.get('/v1/calendar/2026-03').expect(200)).body as Month;

  return { caller, add, drugId, insights, month };
};

test('what the catalogue says of a medicine decides which of its puffs are over-use', async () => {
  const { caller, add, drugId, insights } = await aMember();
  const reliever = await add({ drugId: await drugId('벤토린 에보할러'), purposeDefault: 'as_needed' });
  const treatment = await add({ drugId: await drugId('심비코트 터부헬러'), purposeDefault: 'as_needed' });
  const puffOf = (medicationId: string, day: string, purpose = 'as_needed') =>
    caller
      .post('/v1/intakes')
      .send({ takenAt: `2026-03-${day}T08:00:00+09:00`, medicationId, puffs: 2, purpose })
      .expect(201);
  for (const day of ['05', '06', '07', '08', '09']) await puffOf(treatment, day);
  await puffOf(reliever, '09');
  await puffOf(reliever, '09', 'pre_exercise');

  expect((await insights()).reliever).toMatchObject({
    days: 1,
    occasions: 1,
    occasionsOfUnknownMedicine: 0,
    preExercise: { occasions: 1, puffs: 2 },
    antiInflammatory: { days: 5, occasions: 5, puffs: 10 },
    lastWeek: { days: 1, overuse: false },
    canisters: { canisters: 0.02, puffsOfUnknownDevice: 0 },
  });
});

test('a dose that is answered shows at the next read of the month and of the figures, though both were unchanged', async () => {
  const { caller, add, insights, month } = await aMember();
  const medicationId = await add({
    name: '싱귤레어정 10mg',
    purposeDefault: 'scheduled',
    doseUnit: 'tablet',
  });
  await caller
    .post(`/v1/medications/${medicationId}/schedules`)
    .send({
      kind: 'times',
      times: ['08:45'],
      startsOn: '2026-03-01',
      zonePolicy: 'home',
      timeZone: 'Asia/Seoul',
      amount: 1,
    })
    .expect(201);
  await caller
    .post(`/v1/medications/${medicationId}/refills`)
    .send({ doses: 28, occurredAt: '2026-03-10T08:00:00+09:00' })
    .expect(201);
  const reads = [`/v1/insights?${range}`, '/v1/calendar/2026-03'];
  const tags = new Map<string, string>();
  for (const path of reads) tags.set(path, (await caller.get(path).expect(200)).headers['etag'] ?? '');
  const statuses = async () => {
    const answers = reads.map((path) => caller.get(path).set('If-None-Match', tags.get(path) ?? ''));
    return (await Promise.all(answers)).map(({ status }) => status);
  };
  expect(await statuses()).toEqual([304, 304]);

  const doses = await caller.get('/v1/doses?date=2026-03-10').expect(200);
  const [dose] = (doses.body as { items: { id: string }[] }).items;
  await caller.post(`/v1/doses/${dose?.id}/take`).send({}).expect(200);

  expect(await statuses()).toEqual([200, 200]);
  expect((await insights()).adherence).toMatchObject({
    dosesTaken: {
      expected: 1,
      taken: 1,
      percent: 100,
      basis: { algorithm: 'doses-taken/1', daysWithData: 1 },
    },
    daysCovered: { medicines: [{ medicationId, daysCovered: 1, days: 1, percent: 100 }] },
    possession: { medicines: [{ medicationId, days: 1 }] },
  });
  const { days } = await month();
  expect(days.slice(8, 11).map(({ adherence }) => adherence)).toEqual([
    null,
    { expected: 1, taken: 1, late: 0, skipped: 0, missed: 0, percent: 100 },
    null,
  ]);
});

test('the profile decides what is predicted, and a changed one shows at once', async () => {
  const { caller } = await aMember();
  const body = { fev1Litres: 3.4, fvcLitres: 4, bronchodilator: 'pre' };
  await caller
    .post('/v1/spirometries')
    .send({ ...body, measuredAt: '2026-03-09T10:00:00+09:00' })
    .expect(201);
  const read = () => caller.get(`/v1/insights?${range}`).expect(200);
  const before = await read();
  const me = await caller.get('/v1/me').expect(200);
  await caller
    .patch('/v1/me')
    .set('If-Match', me.headers['etag'] ?? '')
    .send({ sex: 'female', heightCm: 162 })
    .expect(200);
  await caller
    .get(`/v1/insights?${range}`)
    .set('If-None-Match', before.headers['etag'] ?? '')
    .expect(200);
  const after = await read();

  expect(before.body).toMatchObject({
    percentPredicted: { missing: ['sex', 'heightCm', 'weightKg'], figures: [] },
  });
  expect(after.body).toMatchObject({
    percentPredicted: {
      missing: ['weightKg'],
      figures: ['choi-2005-fev1', 'choi-2019-fev1', 'eom-2013-fvc', 'choi-2019-fvc'].map((equation) => ({
        equation,
      })),
    },
  });
});

test('nobody reads the figures of somebody else', async () => {
  const [one, other] = [await aMember(), await aMember()];
  await one.caller
    .post('/v1/intakes')
    .send({ takenAt: '2026-03-09T08:00:00+09:00', drugName: '벤토린', puffs: 2, purpose: 'as_needed' })
    .expect(201);

  expect((await one.insights()).reliever).toMatchObject({ occasions: 1 });
  expect((await other.insights()).reliever).toMatchObject({ occasions: 0 });
});
