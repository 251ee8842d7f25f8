import { expect, test } from 'vitest';

import { dayAgo, FOUR_WEEKS, TODAY, useInsightApi } from '../testing/insight-api.ts';
import { aMember } from '../testing/records-api.ts';

const { api, clock, insightsOf, puff, feel } = useInsightApi();

const coughing = (severity: number, triggers: string[] = []) => ({
  symptoms: [{ kind: 'cough', severity }],
  triggers,
});

test('without a record every figure still says what it would need', async () => {
  const seen = await insightsOf(api.as(aMember(clock)));

  expect(seen).toMatchObject({
    from: dayAgo(27),
    to: TODAY,
    meters: [],
    control: { selfAnswered: null, diaryDerived: { level: null, answers: null } },
    rcp3: null,
    percentPredicted: { missing: ['profile'], figures: [] },
    adherence: null,
    reliever: { days: 0, canisters: { canisters: 0, overuse: null } },
    triggerAssociations: [],
    earlyNotices: [],
  });
  expect(seen.control.diaryDerived.basis).toEqual({
    algorithm: 'gina-four/1',
    source: expect.stringContaining('doi 10.1186/s13223-021-00598-3') as string,
    records: ['symptom-records', 'intakes'],
    from: dayAgo(27),
    to: TODAY,
    daysWithData: 0,
    requiredDays: 8,
  });
});

test('a trigger is told from ten days on each side on, and worded as an association', async () => {
  const me = api.as(aMember(clock));
  for (let ago = 1; ago <= 10; ago += 1) await feel(me, ago, coughing(2, ['pollen']));
  for (let ago = 11; ago <= 19; ago += 1) await feel(me, ago);

  expect((await insightsOf(me)).triggerAssociations).toEqual([]);
  await feel(me, 20);
  expect((await insightsOf(me)).triggerAssociations).toMatchObject([
    {
      trigger: 'pollen',
      daysWith: 10,
      daysWithout: 10,
      worseWithPercent: 100,
      worseWithoutPercent: 0,
      basis: { daysWithData: 20, requiredDays: 20 },
      text: { ko: expect.stringContaining('원인이라는 뜻은 아닙니다') as string },
    },
  ]);
});

test.each([
  ['a range that runs backwards', `from=${TODAY}&to=${dayAgo(1)}`],
  ['more than 366 days', `from=${dayAgo(366)}&to=${TODAY}`],
  ['a beginning in the future', `from=${dayAgo(-1)}&to=${dayAgo(-2)}`],
])('%s is 422', async (_claim, query) => {
  const answer = await api.as(aMember(clock)).get(`/v1/insights?${query}`).expect(422);

  expect(answer.body).toMatchObject({ code: 'INSIGHT_RANGE_UNFIT' });
});

test('366 days can be asked for', async () => {
  const { from } = await insightsOf(api.as(aMember(clock)), `from=${dayAgo(365)}&to=${TODAY}`);

  expect(from).toBe(dayAgo(365));
});

test.each(['', `from=${TODAY}`, `from=2026-02-30&to=${TODAY}`, `${FOUR_WEEKS}&limit=5`])(
  '"%s" is a bad request',
  async (query) => {
    await api.as(aMember(clock)).get(`/v1/insights?${query}`).expect(400);
  },
);

test('what is unchanged is not sent again; it is the member’s own, needs a log-in and no consent', async () => {
  const me = api.as(aMember(clock));
  await puff(me, 1);
  const first = await me.get(`/v1/insights?${FOUR_WEEKS}`).expect(200);

  await me
    .get(`/v1/insights?${FOUR_WEEKS}`)
    .set('If-None-Match', first.headers['etag'] ?? '')
    .expect(304);
  expect((await insightsOf(api.as(aMember(clock, { consents: ['service'] })))).reliever.occasions).toBe(0);
  await api.anyone().get(`/v1/insights?${FOUR_WEEKS}`).expect(401);
});

test('forty asked for at once are all answered, on a pool of five connections', async () => {
  const me = api.as(aMember(clock));
  await feel(me, 1);

  const answers = await Promise.all(Array.from({ length: 40 }, () => me.get(`/v1/insights?${FOUR_WEEKS}`)));

  expect(answers.map(({ status }) => status)).toEqual(Array(40).fill(200));
});
