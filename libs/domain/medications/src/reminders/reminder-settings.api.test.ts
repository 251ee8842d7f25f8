import { beforeEach, expect, test } from 'vitest';

import { aMember, useMedicationsApi } from '../testing/medications-api.ts';

const { api, clock } = useMedicationsApi();
const path = '/v1/reminder-settings';
const loud = { lockScreen: 'names', nudgeEveryMinutes: 15, nudgeLimit: 4 };
const usual = { lockScreen: 'quiet', nudgeEveryMinutes: 10, nudgeLimit: 0, version: 0 };

let me: ReturnType<typeof api.as>;

beforeEach(() => {
  me = api.as(aMember(clock));
});

test('until a member says otherwise they are reminded quietly and once', async () => {
  const found = await me.get(path).expect(200);

  expect(found.body).toEqual(usual);
  expect(found.headers['etag']).toBe('"0"');
});

test('what is set is kept, for this member alone', async () => {
  const set = await me.put(path).send(loud).expect(200);

  expect(set.body).toEqual({ ...loud, version: 1 });
  expect(set.headers['etag']).toBe('"1"');
  expect((await me.get(path)).body).toEqual(set.body);
  expect((await api.as(aMember(clock)).get(path)).body).toEqual(usual);
});

test('a version that is no longer the current one is refused, and changes nothing', async () => {
  const setWith = (version: string) => me.put(path).set('If-Match', version).send(loud);

  await setWith('"1"').expect(412);
  expect((await me.get(path)).body).toEqual(usual);
  await setWith('"0"').expect(200);
  await setWith('"0"').expect(412);
  expect((await setWith('"1"').expect(200)).body).toMatchObject({ version: 2 });
});

test('of two who set for the first time at once with a version one succeeds', async () => {
  const answers = await Promise.all(
    Array.from({ length: 4 }, () => me.put(path).set('If-Match', '"0"').send(loud)),
  );

  expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412, 412]);
});

test.each([
  { lockScreen: 'loud' },
  { nudgeEveryMinutes: 4 },
  { nudgeEveryMinutes: 61 },
  { nudgeEveryMinutes: 7.5 },
  { nudgeLimit: -1 },
  { nudgeLimit: 5 },
  { nudgeLimit: undefined },
  { volume: 11 },
])('%j is a bad request', async (different) => {
  await me
    .put(path)
    .send({ ...loud, ...different })
    .expect(400);
});

test('the ends of what may be set are taken', async () => {
  for (const ends of [
    { nudgeEveryMinutes: 5, nudgeLimit: 0 },
    { nudgeEveryMinutes: 60, nudgeLimit: 4 },
  ]) {
    const set = await me
      .put(path)
      .send({ ...loud, ...ends })
      .expect(200);
    expect(set.body).toMatchObject(ends);
  }
});

test('an unknown query key is a bad request; both need a log-in, and setting the health-data consent', async () => {
  await me.get(`${path}?surprise=1`).expect(400);
  await api.anyone().get(path).expect(401);
  await api.anyone().put(path).send(loud).expect(401);
  const without = api.as(aMember(clock, { consents: ['service'] }));
  await without.get(path).expect(200);
  await without.put(path).send(loud).expect(403);
});
