import { beforeEach, expect, test } from 'vitest';

import { aMember, aSchedule, aTablet, locationOf, useMedicationsApi } from '../testing/medications-api.ts';

const { api, clock } = useMedicationsApi();
const path = '/v1/reminder-zone';

let me: ReturnType<typeof api.as>;
let medication: string;

beforeEach(async () => {
  me = api.as(aMember(clock));
  medication = locationOf(await me.post('/v1/medications').send(aTablet()).expect(201));
});

const aFollowing = async (different: object = {}) => {
  const body = aSchedule({ times: ['20:00'], zonePolicy: 'follow', ...different });
  return locationOf(await me.post(`${medication}/schedules`).send(body).expect(201));
};
const report = async (body: object) => (await me.put(path).send(body).expect(200)).body as object;

test('from Seoul to Tokyo nothing is asked and nothing changes', async () => {
  const item = await aFollowing();
  const before = await me.get(item).expect(200);

  expect(await report({ timeZone: 'Asia/Tokyo', decision: 'follow' })).toEqual({
    asks: false,
    homeTimeZone: 'Asia/Seoul',
    reportedTimeZone: 'Asia/Tokyo',
    affectedSchedules: [],
  });
  expect((await me.get(item)).body).toEqual(before.body);
});

test('from Seoul to London it asks, and until the answer nothing changes', async () => {
  const item = await aFollowing();
  const before = await me.get(item).expect(200);

  const asked = { asks: true, affectedSchedules: [item.split('/').at(-1)] };
  expect(await report({ timeZone: 'Europe/London' })).toMatchObject(asked);
  expect(await report({ timeZone: 'Europe/London' })).toMatchObject(asked);
  expect((await me.get(item)).body).toEqual(before.body);
});

test('who follows has eight in the evening in London from now on', async () => {
  const item = await aFollowing();

  expect(await report({ timeZone: 'Europe/London', decision: 'follow' })).toMatchObject({ asks: false });

  const moved = { timeZone: 'Europe/London', nextDueAt: '2026-03-10T20:00:00.000Z', version: 2 };
  expect((await me.get(item)).body).toMatchObject(moved);
  expect(await report({ timeZone: 'Europe/London' })).toMatchObject({ asks: false, affectedSchedules: [] });
  expect(await report({ timeZone: 'Asia/Seoul' })).toMatchObject({ asks: true });
});

test('who keeps is not asked again there, but is asked elsewhere, and may still follow', async () => {
  const item = await aFollowing();

  await report({ timeZone: 'Europe/London', decision: 'keep' });
  await report({ timeZone: 'Europe/London', decision: 'keep' });

  expect((await me.get(item)).body).toMatchObject({ timeZone: 'Asia/Seoul', version: 1 });
  expect(await report({ timeZone: 'Europe/London' })).toMatchObject({ asks: false });
  expect(await report({ timeZone: 'America/New_York' })).toMatchObject({ asks: true });
  await report({ timeZone: 'Europe/London', decision: 'follow' });
  expect((await me.get(item)).body).toMatchObject({ timeZone: 'Europe/London' });
});

test('schedules at home, at intervals or of an archived medicine stay where they are', async () => {
  const home = await aFollowing({ zonePolicy: 'home' });
  const interval = await aFollowing({ kind: 'interval', everyHours: 8 });
  const archived = locationOf(await me.post('/v1/medications').send(aTablet()).expect(201));
  await me
    .post(`${archived}/schedules`)
    .send(aSchedule({ zonePolicy: 'follow' }))
    .expect(201);
  await me.patch(archived).set('If-Match', '"1"').send({ archived: true }).expect(200);

  expect(await report({ timeZone: 'Europe/London', decision: 'follow' })).toMatchObject({
    asks: false,
    affectedSchedules: [],
  });
  for (const item of [home, interval]) {
    expect((await me.get(item)).body).toMatchObject({ timeZone: 'Asia/Seoul', version: 1 });
  }
});

test('another member’s schedules neither ask nor move', async () => {
  const item = await aFollowing();
  const other = api.as(aMember(clock));

  const answer = await other.put(path).send({ timeZone: 'Europe/London', decision: 'follow' }).expect(200);

  expect(answer.body).toMatchObject({ affectedSchedules: [] });
  expect((await me.get(item)).body).toMatchObject({ timeZone: 'Asia/Seoul' });
});

test('an unknown zone or decision is 400; it needs a log-in and the health-data consent', async () => {
  await me.put(path).send({ timeZone: '+09:00' }).expect(400);
  await me.put(path).send({ timeZone: 'Asia/Seoul', decision: 'perhaps' }).expect(400);
  await api.anyone().put(path).send({ timeZone: 'Asia/Seoul' }).expect(401);
  await api
    .as(aMember(clock, { consents: ['service'] }))
    .put(path)
    .send({ timeZone: 'Asia/Seoul' })
    .expect(403);
});
