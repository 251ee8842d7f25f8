import { expect, test } from 'vitest';

import { useApi } from './harness.ts';

const api = useApi();

const measuredAt = () => api.clock.now().toISOString();
const today = () => measuredAt().slice(0, 10);

/** With a personal best of 500 and one inhaler on the list. */
const aMember = async () => {
  const member = await api.signUp();
  const { caller } = member;
  await caller
    .post('/v1/personal-bests')
    .send({ litresPerMinute: 500, validFrom: today(), meterId: 'mini-1' })
    .expect(201);
  const inhaler = await caller
    .post('/v1/medications')
    .send({
      name: '벤토린 에보할러',
      purposeDefault: 'as_needed',
      doseAmount: 1,
      doseUnit: 'puff',
      startsOn: today(),
    })
    .expect(201);
  return { ...member, medicationId: (inhaler.body as { id: string }).id };
};

const aPlan = (medicationId: string) => ({
  doctorName: '김수민',
  redBelowPercent: 60,
  instructions: [
    { zone: 'yellow', text: '노란색: 증상완화제를 쓰고 20분 뒤 다시 잽니다.', medicationId },
    { zone: 'red', text: '빨간색: 증상완화제를 쓰고 응급실로 갑니다.', medicationId },
  ],
  validFrom: today(),
});

const aReading = (litres: number) => ({
  measuredAt: measuredAt(),
  blows: [litres],
  meterId: 'mini-1',
  scale: 'EU',
  bronchodilator: 'pre',
});

test('the plan of the doctor comes back with the reading that calls for it', async () => {
  const { caller, medicationId } = await aMember();
  const plan = await caller.post('/v1/action-plans').send(aPlan(medicationId)).expect(201);

  const green = await caller.post('/v1/peak-flows').send(aReading(430)).expect(201);
  const yellow = await caller.post('/v1/peak-flows').send(aReading(350)).expect(201);
  const red = await caller.post('/v1/peak-flows').send(aReading(290)).expect(201);

  expect((await caller.get('/v1/action-plans/current').expect(200)).body).toEqual(plan.body);
  expect(green.body).toMatchObject({ actionPlan: null, emergency: null });
  expect(yellow.body).toMatchObject({
    actionPlan: { zone: 'yellow', planVersion: 1, instructions: [{ medicationId }] },
    emergency: null,
  });
  expect(red.body).toMatchObject({
    actionPlan: { zone: 'red', planVersion: 1, instructions: [{ medicationId }] },
    emergency: { phone: '119' },
  });
});

test('a danger sign is answered with 119 for a member who has written nothing else yet', async () => {
  const { caller } = await api.signUp();

  const made = await caller
    .post('/v1/symptom-records')
    .set('Accept-Language', 'en')
    .send({ occurredAt: measuredAt(), redFlags: ['cannot-speak'] })
    .expect(201);

  expect(made.body).toMatchObject({
    actionPlan: { zone: 'red', trigger: 'red-flag-symptom', planVersion: null },
    emergency: { headline: 'Get help now', phone: '119' },
  });
});

test('the emergency card names whom the member’s profile names', async () => {
  const { caller } = await api.signUp();
  await caller
    .patch('/v1/me')
    .set('If-Match', '*')
    .send({
      doctor: { name: '김수민', phone: '+8221234567' },
      emergencyContact: { name: '이정호', phone: '+821012345678' },
    })
    .expect(200);

  const made = await caller
    .post('/v1/symptom-records')
    .send({ occurredAt: measuredAt(), redFlags: ['grey-blue-lips'] })
    .expect(201);

  expect(made.body).toMatchObject({
    emergency: {
      contacts: [
        { kind: 'emergency-contact', name: '이정호', phone: '+821012345678' },
        { kind: 'doctor', name: '김수민', phone: '+8221234567' },
      ],
    },
  });
});

test('a plan cannot name the medication of somebody else', async () => {
  const [owner, other] = [await aMember(), await aMember()];

  const refused = await other.caller.post('/v1/action-plans').send(aPlan(owner.medicationId)).expect(422);

  expect(refused.body).toMatchObject({ code: 'ACTION_PLAN_MEDICATION_UNKNOWN' });
});

test('a withdrawal leaves no row of a plan behind', async () => {
  const { caller, medicationId } = await aMember();
  await caller.post('/v1/action-plans').send(aPlan(medicationId)).expect(201);
  const countRows = async () => {
    const [row] = await api
      .database()
      .rows<{ count: number }>(
        'SELECT (SELECT COUNT(*) FROM action_plans) + (SELECT COUNT(*) FROM action_plan_instructions) AS count',
      );
    return row?.count ?? 0;
  };
  const before = await countRows();

  await caller.delete('/v1/me').expect(204);

  expect(before - (await countRows())).toBe(3);
});
