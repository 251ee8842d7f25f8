import { newUuid } from '@soomcare/database';
import { beforeEach, describe, expect, test } from 'vitest';

import { aReading, useExposureApi } from '../testing/exposure-api.ts';
import type { ExposureView } from './exposure.schemas.ts';

const { anyone, as, aMemberIn, clock, exposure, source } = useExposureApi();

const hour = (ago: number) => new Date(clock.now().getTime() - ago * 3_600_000).toISOString();
const fetchHour = async (ago: number, values: Parameters<typeof aReading>[1] = {}) => {
  source.air = () => aReading(hour(ago), values);
  await exposure().housekeeping();
};
const read = async (me: ReturnType<typeof as>, from = '2026-04-14', to = '2026-04-15') => {
  const answer = await me.get(`/v1/exposure?from=${from}&to=${to}`).expect(200);
  return answer.body as ExposureView;
};

beforeEach(() => {
  source.pollen = null;
  source.air = () => null;
});

test('the regions come in the caller’s language', async () => {
  const answer = await as(newUuid()).get('/v1/exposure-regions').set('Accept-Language', 'en').expect(200);
  const { items } = answer.body as { items: unknown[] };

  expect(items).toHaveLength(17);
  expect(items).toContainEqual({ code: 'jeju', name: 'Jeju' });
});

test('without a region there are no figures; one can be chosen, changed and forgotten', async () => {
  const me = as(newUuid());
  expect(await read(me)).toMatchObject({ available: true, region: null, latest: null, days: [] });

  await me.put('/v1/me/exposure-region').send({ region: 'busan' }).expect(204);
  await me.put('/v1/me/exposure-region').send({ region: 'jeju' }).expect(204);
  expect(await read(me)).toMatchObject({ region: 'jeju', attribution: ['가상 기관'] });

  await me.delete('/v1/me/exposure-region').expect(204);
  expect((await read(me)).region).toBeNull();
});

test('a day has the mean of its hours for particles, the highest hour for ozone, and the worst grade', async () => {
  const { me } = await aMemberIn('daegu');
  await fetchHour(14, { pm10: 200 });
  await fetchHour(2, { pm10: 20, pm25: 30, o3: 0.02 });
  await fetchHour(1, { pm10: 40, pm25: 50, o3: 0.08 });

  const { days } = await read(me);

  expect(days).toEqual([
    {
      date: '2026-04-14',
      grade: 'very-bad',
      pm10: { value: 200, grade: 'very-bad' },
      pm25: { value: 10, grade: 'good' },
      o3: { value: 0.02, grade: 'good' },
      hours: 1,
      pollen: [],
    },
    {
      date: '2026-04-15',
      grade: 'bad',
      pm10: { value: 30, grade: 'good' },
      pm25: { value: 40, grade: 'bad' },
      o3: { value: 0.08, grade: 'moderate' },
      hours: 2,
      pollen: [],
    },
  ]);
});

test('an hour that comes again replaces itself', async () => {
  const { me } = await aMemberIn('ulsan');
  await fetchHour(1, { pm10: 40 });
  await fetchHour(1, { pm10: 100, pm25: null, o3: null });

  expect((await read(me)).days[1]).toMatchObject({
    hours: 1,
    grade: 'bad',
    pm10: { value: 100 },
    pm25: null,
    o3: null,
  });
});

describe('the latest hour', () => {
  test('is graded by the predicted mean of its day, with the value that was measured', async () => {
    const { me } = await aMemberIn('sejong');
    for (let ago = 12; ago > 0; ago -= 1) await fetchHour(ago, { pm10: 90, pm25: 10, o3: 0.1 });

    // The predicted mean of 90 throughout is (90 + 67.5) / 2.
    expect((await read(me)).latest).toEqual({
      measuredAt: hour(1),
      grade: 'bad',
      pm10: { value: 90, grade: 'moderate' },
      pm25: { value: 10, grade: 'good' },
      o3: { value: 0.1, grade: 'bad' },
    });
  });

  test('shows no grade of particles with too few hours before it, and is none after three hours', async () => {
    const { me } = await aMemberIn('gangwon');
    await fetchHour(1);
    expect((await read(me)).latest).toMatchObject({ pm10: null, pm25: null, o3: { grade: 'good' } });

    const { me: other } = await aMemberIn('gyeonggi');
    await fetchHour(3);
    expect((await read(other)).latest).toBeNull();
  });
});

test('pollen stands on the days that the newest issue speaks of', async () => {
  const { me } = await aMemberIn('gwangju');
  source.pollen = { raw: '{}', forecasts: [{ date: '2026-04-15', level: 'high' }] };
  await exposure().housekeeping();

  const { days } = await read(me);

  const issuedAt = '2026-04-14T21:00:00.000Z';
  expect(days.map(({ pollen }) => pollen)).toEqual([
    [],
    [
      { kind: 'oak', level: 'high', issuedAt },
      { kind: 'pine', level: 'high', issuedAt },
    ],
  ]);
});

test('grades by day are for the month of the member who chose the region', async () => {
  const { id } = await aMemberIn('incheon');
  await fetchHour(1, { pm10: 90 });

  const gradesOf = (memberId: string) =>
    exposure().gradesByDay?.(memberId, { from: '2026-04-01', to: '2026-04-30' });

  expect(await gradesOf(id)).toEqual(new Map([['2026-04-15', 'bad']]));
  expect(await gradesOf(newUuid())).toEqual(new Map());
});

test.each([
  '',
  '?from=2026-04-15',
  '?from=2026-04-15&to=2026-04-14',
  '?from=2026-01-01&to=2026-04-03',
  '?from=x&to=y',
])('the range "%s" is refused', async (query) => {
  await as(newUuid()).get(`/v1/exposure${query}`).expect(400);
});

test('an unknown region is refused, and nobody without a log-in is answered', async () => {
  await as(newUuid()).put('/v1/me/exposure-region').send({ region: 'atlantis' }).expect(400);
  await anyone().get('/v1/exposure-regions').expect(401);
  await anyone().get('/v1/exposure?from=2026-04-14&to=2026-04-15').expect(401);
  await anyone().put('/v1/me/exposure-region').send({ region: 'seoul' }).expect(401);
  await anyone().delete('/v1/me/exposure-region').expect(401);
});
