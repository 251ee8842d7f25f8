import { newUuid } from '@soomcare/database';
import { expect, test } from 'vitest';

import { aMember, locationOf, useRecordsApi } from '../testing/records-api.ts';

const { api, clock } = useRecordsApi();

const aReading = (different: object = {}) => ({
  measuredAt: '2026-03-10T08:00:00+09:00',
  blows: [420],
  scale: 'EU',
  bronchodilator: 'pre',
  meterId: 'mini-1',
  ...different,
});
const aBest = (different: object = {}) => ({
  litresPerMinute: 500,
  meterId: 'mini-1',
  scale: 'EU',
  validFrom: '2026-03-01',
  ...different,
});

test('of several blows the best one counts, never their mean', async () => {
  const made = await api
    .as(aMember(clock))
    .post('/v1/peak-flows')
    .send(aReading({ blows: [380, 420, 400] }))
    .expect(201);

  expect(made.body).toMatchObject({ blows: [380, 420, 400], litresPerMinute: 420 });
});

test('an edit of the blows works out the best one anew', async () => {
  const me = api.as(aMember(clock));
  const made = await me.post('/v1/peak-flows').send(aReading()).expect(201);

  const edited = await me
    .patch(locationOf(made))
    .set('If-Match', '"1"')
    .send({ blows: [300, 310] })
    .expect(200);

  expect(edited.body).toMatchObject({ litresPerMinute: 310, scale: 'EU', meterId: 'mini-1' });
});

test.each([
  ['six blows', { blows: [400, 400, 400, 400, 400, 400] }],
  ['a blow of 49', { blows: [49] }],
  ['a blow of 901', { blows: [901] }],
  ['half a litre', { blows: [400.5] }],
  ['a number in a text', { blows: ['400'] }],
  ['an unknown scale', { scale: 'eu' }],
  ['a meter without a name', { meterId: '' }],
  ['a meter of 65 characters', { meterId: 'm'.repeat(65) }],
  ['an instant without an offset', { measuredAt: '2026-03-10T08:00:00' }],
  ['a day that is none', { measuredAt: '2026-02-30T08:00:00Z' }],
  ['a fraction without end', { measuredAt: `2026-03-10T08:00:00.${'1'.repeat(40)}Z` }],
])('%s is 400', async (_what, different) => {
  await api.as(aMember(clock)).post('/v1/peak-flows').send(aReading(different)).expect(400);
});

test('the borders of what a meter shows are kept, with a warning', async () => {
  const me = api.as(aMember(clock));
  const answers = await Promise.all(
    [50, 59, 60, 880, 881, 900].map((blow) =>
      me
        .post('/v1/peak-flows')
        .send(aReading({ blows: [blow], meterId: `m${blow}` }))
        .expect(201),
    ),
  );

  expect(answers.map(({ body }) => (body as { warnings: string[] }).warnings)).toEqual([
    ['below-usual-range'],
    ['below-usual-range'],
    [],
    [],
    ['above-usual-range'],
    ['above-usual-range'],
  ]);
});

test('a reading far from the last 14 days of its own meter is warned of, an edit of it does not count against itself', async () => {
  const me = api.as(aMember(clock));
  await me
    .post('/v1/peak-flows')
    .send(aReading({ measuredAt: '2026-02-20T08:00:00+09:00', blows: [800] }))
    .expect(201);
  await me
    .post('/v1/peak-flows')
    .send(aReading({ measuredAt: '2026-03-01T08:00:00+09:00', blows: [400] }))
    .expect(201);

  const far = await me
    .post('/v1/peak-flows')
    .send(aReading({ blows: [561] }))
    .expect(201);
  const otherMeter = await me
    .post('/v1/peak-flows')
    .send(aReading({ blows: [561], meterId: 'mini-2' }))
    .expect(201);
  const mended = await me
    .patch(locationOf(far))
    .set('If-Match', '"1"')
    .send({ blows: [560] })
    .expect(200);

  expect([far.body, otherMeter.body, mended.body]).toMatchObject([
    { warnings: ['far-from-recent-median'] },
    { warnings: [] },
    { warnings: [] },
  ]);
});

test('zones go by the best of the same meter and scale: 400, 399, 250 and 249 of 500', async () => {
  const me = api.as(aMember(clock));
  await me.post('/v1/personal-bests').send(aBest()).expect(201);
  const record = async (different: object) =>
    (await me.post('/v1/peak-flows').send(aReading(different)).expect(201)).body as object;

  expect([
    await record({ blows: [400] }),
    await record({ blows: [399] }),
    await record({ blows: [250] }),
    await record({ blows: [249] }),
    await record({ blows: [249], meterId: 'mini-2' }),
    await record({ blows: [249], scale: 'WRIGHT' }),
    await record({ blows: [249], measuredAt: '2026-02-28T08:00:00+09:00' }),
  ]).toMatchObject([
    { zoneAtRecord: 'green', zoneNow: 'green', percentOfBest: 80 },
    { zoneAtRecord: 'yellow', zoneNow: 'yellow', percentOfBest: 79 },
    { zoneAtRecord: 'yellow', zoneNow: 'yellow', percentOfBest: 50 },
    { zoneAtRecord: 'red', zoneNow: 'red', percentOfBest: 49 },
    { zoneAtRecord: null, zoneNow: null, percentOfBest: null },
    { zoneAtRecord: null },
    { zoneAtRecord: null },
  ]);
});

test('a best of a meter without a name holds for readings without one, whatever their scale', async () => {
  const me = api.as(aMember(clock));
  await me.post('/v1/personal-bests').send({ litresPerMinute: 500, validFrom: '2026-01-01' }).expect(201);

  const made = await me
    .post('/v1/peak-flows')
    .send(aReading({ meterId: undefined, blows: [399] }))
    .expect(201);

  expect(made.body).toMatchObject({ meterId: null, zoneAtRecord: 'yellow' });
});

test('a best that is confirmed later changes the zone of now, not the one recorded', async () => {
  const me = api.as(aMember(clock));
  const made = await me
    .post('/v1/peak-flows')
    .send(aReading({ blows: [399] }))
    .expect(201);
  await me.post('/v1/personal-bests').send(aBest()).expect(201);

  const read = await me.get(locationOf(made)).expect(200);
  const page = await me.get('/v1/peak-flows').expect(200);

  expect(made.body).toMatchObject({ zoneAtRecord: null, zoneNow: null });
  expect(read.body).toMatchObject({ zoneAtRecord: null, zoneNow: 'yellow', percentOfBest: 79 });
  expect(page.body).toMatchObject({ items: [read.body] });
});

test('a reading is sent again although its version is known: its zone of now has changed', async () => {
  const me = api.as(aMember(clock));
  const made = await me
    .post('/v1/peak-flows')
    .send(aReading({ blows: [399] }))
    .expect(201);
  const location = locationOf(made);
  const before = await me.get(location).expect(200);
  await me.post('/v1/personal-bests').send(aBest()).expect(201);

  const after = await me
    .get(location)
    .set('If-None-Match', before.headers['etag'] ?? '')
    .expect(200);

  expect(after.body).toMatchObject({ zoneNow: 'yellow' });
});

test('an hour that the clock skips is the day that it became', async () => {
  const made = await api
    .as(aMember(clock, { timeZone: 'America/New_York' }))
    .post('/v1/peak-flows')
    .send({ ...aReading({ id: newUuid() }), measuredAt: '2026-03-08T02:30:00-05:00' })
    .expect(201);

  expect(made.body).toMatchObject({ measuredAt: '2026-03-08T07:30:00.000Z', recordedOn: '2026-03-08' });
});
