import { newUuid } from '@soomcare/database';
import { beforeEach, expect, test } from 'vitest';

import { type Member, useApi } from './harness.ts';
import { createSyncDevice } from './sync-device.ts';
import { best, changeOf, plan } from './sync-writes.ts';

const api = useApi();
const START = '2026-03-09T22:00:00Z';

let me: Member;
const phone = createSyncDevice(() => me.caller);
beforeEach(async () => {
  api.clock.set(START);
  me = await api.signUp();
  await phone.push(best({ litresPerMinute: 500 }), plan());
});

const reading = (litres: number) => ({
  ...{ measuredAt: START, blows: [litres], meterId: 'mini-1', scale: 'EU', bronchodilator: 'pre' },
});
const flagged = () => ({ occurredAt: START, redFlags: ['cannot-speak'] });
const create = (kind: string, fields: object) => changeOf(kind, 'create', newUuid(), { fields });

test.each([
  ['peakFlows', '/v1/peak-flows', () => reading(400)],
  ['peakFlows', '/v1/peak-flows', () => reading(300)],
  ['peakFlows', '/v1/peak-flows', () => reading(200)],
  ['symptomRecords', '/v1/symptom-records', flagged],
] as const)(
  'what is pushed as %s is answered as by %s, with the plan and the card',
  async (kind, path, fields) => {
    const [pushed] = await phone.push(create(kind, fields()));
    const own = await me.caller.post(path).send(fields()).expect(201);

    const { actionPlan, emergency } = own.body as { actionPlan: object | null; emergency: object | null };
    expect(pushed).toMatchObject({ status: 'applied', guidance: { actionPlan, emergency } });
    expect(pushed?.row).not.toHaveProperty('actionPlan');
  },
);

test('relief on a third day of the week calls for the plan', async () => {
  const relief = (takenAt: string) =>
    create('intakes', { takenAt, drugName: '벤토린 에보할러', puffs: 2, purpose: 'as_needed' });

  const results = await phone.push(
    relief('2026-03-07T22:00:00Z'),
    relief('2026-03-08T22:00:00Z'),
    relief(START),
  );

  expect(results.map(({ guidance }) => guidance?.['actionPlan'])).toMatchObject([
    null,
    null,
    { zone: 'yellow', trigger: 'reliever-over-use', planVersion: 1 },
  ]);
});

test('an edit is answered as well, and a push that is sent again after a lost answer', async () => {
  const made = create('peakFlows', reading(450));
  const edit = changeOf('peakFlows', 'update', made.id, { baseVersion: 1, fields: { blows: [200] } });
  await phone.push(made);

  const [lost] = await phone.push(edit);
  const [again] = await phone.push(edit);

  expect(lost).toMatchObject({ status: 'applied', guidance: { emergency: { phone: '119' } } });
  expect(again).toMatchObject({ status: 'duplicate', guidance: lost?.guidance });
});

test('a removal, a refusal and a kind that calls for nothing are answered without guidance', async () => {
  const red = create('peakFlows', reading(200));
  const results = await phone.push(
    red,
    changeOf('peakFlows', 'update', red.id, { baseVersion: 7, fields: { blows: [210] } }),
    create('peakFlows', { ...reading(200), measuredAt: '2030-01-01T00:00:00Z' }),
    create('exacerbations', { startedAt: START, kind: 'emergency-visit' }),
  );
  const [removed] = await phone.push(changeOf('peakFlows', 'remove', red.id));

  expect([...results, removed].map((each) => [each?.status, each?.guidance !== undefined])).toEqual([
    ['applied', true],
    ['conflict', false],
    ['rejected', false],
    ['applied', false],
    ['applied', false],
  ]);
});
