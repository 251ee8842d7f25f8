import { newUuid } from '@soomcare/database';
import { expect, test } from 'vitest';

import { aMember, locationOf, useRecordsApi } from '../testing/records-api.ts';

const { api, clock } = useRecordsApi();
const path = '/v1/personal-bests';
const aBest = (different: object = {}) => ({
  litresPerMinute: 480,
  meterId: 'mini-1',
  scale: 'EU',
  validFrom: '2026-01-01',
  ...different,
});
const aReading = (litres: number, different: object = {}) => ({
  measuredAt: '2026-03-10T08:00:00+09:00',
  blows: [litres],
  meterId: 'mini-1',
  scale: 'EU',
  bronchodilator: 'pre',
  ...different,
});

test('a confirmed best is read back in its series, newest first', async () => {
  const me = api.as(aMember(clock));
  const old = await me.post(path).send(aBest()).expect(201);
  const young = await me
    .post(path)
    .send(aBest({ litresPerMinute: 500, validFrom: '2026-03-10' }))
    .expect(201);

  const listed = await me.get(path).expect(200);

  expect(listed.body).toEqual({ items: [young.body, old.body], nextCursor: null, proposed: [] });
  expect(young.headers).toMatchObject({ etag: '"1"' });
  await me
    .get(path)
    .set('If-None-Match', listed.headers['etag'] ?? '')
    .expect(304);
});

test('the same id or key again gives the same row; another body under it is 422', async () => {
  const me = api.as(aMember(clock));
  const withId = aBest({ id: newUuid() });

  const first = await me.post(path).send(withId).expect(201);
  const again = await me.post(path).send(withId).expect(201);
  await me
    .post(path)
    .send({ ...withId, litresPerMinute: 481 })
    .expect(422);

  expect(again.body).toEqual(first.body);
  expect((await me.get(path)).body).toMatchObject({ items: [first.body] });
});

test('a best may begin today where the member is, not tomorrow', async () => {
  const me = api.as(aMember(clock, { timeZone: 'Asia/Seoul' }));

  await me
    .post(path)
    .send(aBest({ validFrom: '2026-03-10' }))
    .expect(201);
  const answer = await me
    .post(path)
    .send(aBest({ validFrom: '2026-03-11' }))
    .expect(422);

  expect(answer.body).toMatchObject({ code: 'PERSONAL_BEST_IN_FUTURE' });
});

test.each([
  ['49 L/min', { litresPerMinute: 49 }],
  ['901 L/min', { litresPerMinute: 901 }],
  ['a day that is none', { validFrom: '2026-02-30' }],
  ['a year before 1900', { validFrom: '0001-01-01' }],
  ['an unknown key', { measuredAt: '2026-01-01' }],
])('%s is 400', async (_what, different) => {
  await api.as(aMember(clock)).post(path).send(aBest(different)).expect(400);
});

test('the highest reading of the last 21 days is proposed, and nothing is set by it', async () => {
  const me = api.as(aMember(clock));
  await me.post(path).send(aBest()).expect(201);
  for (const reading of [
    aReading(500),
    aReading(510),
    aReading(560, { bronchodilator: 'post' }),
    aReading(600, { measuredAt: '2026-02-17T08:00:00+09:00' }),
    aReading(470, { meterId: 'mini-2', bronchodilator: 'unknown', measuredAt: '2026-02-18T08:00:00+09:00' }),
    aReading(480, { scale: 'WRIGHT' }),
  ]) {
    await me.post('/v1/peak-flows').send(reading).expect(201);
  }

  const listed = await me.get(path).expect(200);

  expect(listed.body).toMatchObject({
    items: [{ litresPerMinute: 480 }],
    proposed: [
      { meterId: 'mini-1', scale: 'EU', litresPerMinute: 510, presentBest: 480 },
      { meterId: 'mini-1', scale: 'WRIGHT', litresPerMinute: 480, presentBest: null },
      { meterId: 'mini-2', scale: 'EU', litresPerMinute: 470, presentBest: null },
    ],
  });
});

test('a reading that only equals the best proposes nothing', async () => {
  const me = api.as(aMember(clock));
  await me.post(path).send(aBest()).expect(201);
  await me.post('/v1/peak-flows').send(aReading(480)).expect(201);

  expect((await me.get(path)).body).toMatchObject({ proposed: [] });
});

test('a later row of the same day corrects an earlier one, and its removal brings that back', async () => {
  const me = api.as(aMember(clock));
  await me
    .post(path)
    .send(aBest({ litresPerMinute: 600 }))
    .expect(201);
  clock.advance({ seconds: 1 });
  const correction = await me
    .post(path)
    .send(aBest({ litresPerMinute: 500 }))
    .expect(201);
  const reading = await me.post('/v1/peak-flows').send(aReading(400)).expect(201);
  const removal = `${path}/${(correction.body as { id: string }).id}`;

  await me.delete(removal).set('If-Match', '"2"').expect(412);
  await me.delete(removal).set('If-Match', '"1"').expect(204);

  const after = await me.get(locationOf(reading)).expect(200);
  expect(reading.body).toMatchObject({ zoneAtRecord: 'green', zoneNow: 'green' });
  expect(after.body).toMatchObject({ zoneAtRecord: 'green', zoneNow: 'yellow' });
  await me.delete(removal).expect(404);
});

test('someone else’s series is neither seen nor changed', async () => {
  const [owner, other] = [api.as(aMember(clock)), api.as(aMember(clock))];
  const made = await owner.post(path).send(aBest()).expect(201);

  const answer = await other.delete(`${path}/${(made.body as { id: string }).id}`).expect(404);

  expect(answer.body).toMatchObject({ code: 'PERSONAL_BEST_NOT_FOUND' });
  expect((await other.get(path)).body).toMatchObject({ items: [], proposed: [] });
  expect((await owner.get(path)).body).toMatchObject({ items: [made.body] });
});

test('nobody without a log-in gets in, and confirming needs the health-data consent', async () => {
  const id = newUuid();
  await api.anyone().post(path).send(aBest()).expect(401);
  await api.anyone().get(path).expect(401);
  await api.anyone().delete(`${path}/${id}`).expect(401);
  await api.as(aMember(clock)).delete(`${path}/1`).expect(400);
  await api.as(aMember(clock)).get(`${path}?limit=5`).expect(400);
  await api
    .as(aMember(clock, { consents: ['service'] }))
    .post(path)
    .send(aBest())
    .expect(403);
});
