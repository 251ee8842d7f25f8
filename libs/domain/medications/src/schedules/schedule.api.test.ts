import { newUuid } from '@soomcare/database';
import { beforeEach, expect, test } from 'vitest';

import {
  aMember,
  aReliever,
  aSchedule,
  aTablet,
  locationOf,
  useMedicationsApi,
} from '../testing/medications-api.ts';

const { api, clock } = useMedicationsApi();
const medications = '/v1/medications';

let me: ReturnType<typeof api.as>;
let medication: string;
let path: string;

beforeEach(async () => {
  me = api.as(aMember(clock));
  medication = locationOf(await me.post(medications).send(aTablet()).expect(201));
  path = `${medication}/schedules`;
});

const codeOf = ({ body }: { body: unknown }) => (body as { code: string }).code;

test('a schedule that was made is read back with its next dose', async () => {
  const body = aSchedule({ times: ['20:00', '08:00'], pauses: [{ from: '2026-04-01', to: '2026-04-03' }] });

  const made = await me.post(path).send(body).expect(201);
  const read = await me.get(locationOf(made)).expect(200);

  expect(read.body).toEqual(made.body);
  expect(made.body).toMatchObject({
    ...body,
    medicationId: medication.split('/').at(-1),
    times: ['08:00', '20:00'],
    weekdays: [1, 2, 3, 4, 5, 6, 7],
    everyDays: 1,
    everyHours: null,
    endsOn: null,
    count: null,
    // Noon in Seoul has passed, eight in the evening has not.
    nextDueAt: '2026-03-10T11:00:00.000Z',
    version: 1,
  });
  expect([made.headers['etag'], read.headers['etag']]).toEqual(['"1"', '"1"']);
});

test('the same create again gives the same schedule, by id or by key; another body is 422', async () => {
  const withId = aSchedule({ id: newUuid() });
  const keyed = () =>
    me
      .post(path)
      .set('Idempotency-Key', 'k')
      .send(aSchedule({ amount: 2 }))
      .expect(201);

  const first = await me.post(path).send(withId).expect(201);
  const again = await me.post(path).send(withId).expect(201);
  const [byKey, byKeyAgain] = [await keyed(), await keyed()];
  const reused = await me
    .post(path)
    .send({ ...withId, amount: 3 })
    .expect(422);

  expect([again.body, byKeyAgain.body]).toEqual([first.body, byKey.body]);
  expect(codeOf(reused)).toBe('IDEMPOTENCY_KEY_REUSED');
  expect((await me.get(path)).body).toMatchObject({ items: [{}, {}], nextCursor: null });
});

test.each([
  ['no time', { times: [] }],
  ['thirteen times', { times: Array.from({ length: 13 }, (_, hour) => `${String(hour + 10)}:00`) }],
  ['one time twice', { times: ['08:00', '08:00'] }],
  ['a time that is none', { times: ['24:00'] }],
  ['an eighth weekday', { weekdays: [8] }],
  ['73 hours', { kind: 'interval', times: ['08:00'], everyHours: 73 }],
  ['1001 doses', { count: 1001 }],
  ['a zone that is an offset', { timeZone: '+09:00' }],
  ['no amount', { amount: undefined }],
])('%s is 400', async (_what, different) => {
  await me.post(path).send(aSchedule(different)).expect(400);
});

test.each([
  ['an interval without hours', { kind: 'interval', times: ['08:00'] }, 'SCHEDULE_KIND_UNCLEAR'],
  ['an interval of two times', { kind: 'interval', everyHours: 8 }, 'SCHEDULE_KIND_UNCLEAR'],
  [
    'an interval on weekdays',
    { kind: 'interval', times: ['08:00'], everyHours: 8, weekdays: [1] },
    'SCHEDULE_KIND_UNCLEAR',
  ],
  ['times of day every eight hours', { everyHours: 8 }, 'SCHEDULE_KIND_UNCLEAR'],
  ['weekdays every second day', { weekdays: [1, 3], everyDays: 2 }, 'SCHEDULE_DAYS_UNCLEAR'],
  ['an end before the start', { endsOn: '2026-02-28' }, 'SCHEDULE_ENDS_BEFORE_START'],
  ['a start before the medication’s', { startsOn: '2026-02-28' }, 'SCHEDULE_OUTSIDE_COURSE'],
  ['a pause backwards', { pauses: [{ from: '2026-04-02', to: '2026-04-01' }] }, 'SCHEDULE_PAUSES_UNCLEAR'],
  [
    'two pauses with a common day',
    {
      pauses: [
        { from: '2026-04-03', to: '2026-04-05' },
        { from: '2026-04-01', to: '2026-04-03' },
      ],
    },
    'SCHEDULE_PAUSES_UNCLEAR',
  ],
])('%s is 422', async (_what, different, code) => {
  const answer = await me.post(path).send(aSchedule(different)).expect(422);

  expect(codeOf(answer)).toBe(code);
});

test('a puff is not divided', async () => {
  const inhaler = locationOf(await me.post(medications).send(aReliever()).expect(201));

  const answer = await me
    .post(`${inhaler}/schedules`)
    .send(aSchedule({ amount: 1.5 }))
    .expect(422);

  expect(codeOf(answer)).toBe('DOSE_OF_PART_PUFFS');
});

test('a schedule lies within the course of its medication', async () => {
  const course = locationOf(
    await me
      .post(medications)
      .send(aTablet({ endsOn: '2026-03-20' }))
      .expect(201),
  );
  const send = (different: object) => me.post(`${course}/schedules`).send(aSchedule(different));

  await send({ endsOn: '2026-03-21' }).expect(422);
  await send({ startsOn: '2026-03-21' }).expect(422);
  await send({ endsOn: '2026-03-20' }).expect(201);
  await send({}).expect(201);
});

test('a taper is one schedule after the other', async () => {
  const course = aTablet({ name: '소론도', doseUnit: 'mg', startsOn: '2026-03-11', endsOn: '2026-03-25' });
  const prednisolone = locationOf(await me.post(medications).send(course).expect(201));
  const steps = [
    { amount: 20, startsOn: '2026-03-16', endsOn: '2026-03-20' },
    { amount: 30, startsOn: '2026-03-11', endsOn: '2026-03-15' },
    { amount: 10, startsOn: '2026-03-21', endsOn: '2026-03-25' },
  ];
  for (const step of steps) {
    await me
      .post(`${prednisolone}/schedules`)
      .send(aSchedule({ ...step, times: ['08:00'] }))
      .expect(201);
  }

  const listed = await me.get(`${prednisolone}/schedules`).expect(200);

  expect(listed.body).toMatchObject({
    items: [
      { amount: 30, nextDueAt: '2026-03-10T23:00:00.000Z' },
      { amount: 20, nextDueAt: '2026-03-15T23:00:00.000Z' },
      { amount: 10, nextDueAt: '2026-03-20T23:00:00.000Z' },
    ],
  });
});

test('an edit is checked as a whole: every eight hours in the place of two times', async () => {
  const item = locationOf(await me.post(path).send(aSchedule()).expect(201));
  const edit = (version: number, body: object) => me.patch(item).set('If-Match', `"${version}"`).send(body);

  expect(codeOf(await edit(1, { kind: 'interval', everyHours: 8 }).expect(422))).toBe(
    'SCHEDULE_KIND_UNCLEAR',
  );
  const edited = await edit(1, { kind: 'interval', everyHours: 8, times: ['06:00'] }).expect(200);

  expect(edited.body).toMatchObject({ everyHours: 8, times: ['06:00'], version: 2 });
  expect((edited.body as { nextDueAt: string }).nextDueAt).toBe('2026-03-10T05:00:00.000Z');
  expect((await me.get(item)).body).toEqual(edited.body);
});

test('an edit without a version is 428, with a stale one 412, with a bad value 400', async () => {
  const item = locationOf(await me.post(path).send(aSchedule()).expect(201));
  await me.patch(item).set('If-Match', '"1"').send({ amount: 2 }).expect(200);

  await me.patch(item).send({ amount: 3 }).expect(428);
  await me.patch(item).set('If-Match', '"1"').send({ amount: 3 }).expect(412);
  await me.patch(item).set('If-Match', '"2"').send({ times: [] }).expect(400);
  await me.delete(item).set('If-Match', '"1"').expect(412);

  expect((await me.get(item)).body).toMatchObject({ amount: 2, version: 2 });
});

test('a removed schedule is gone', async () => {
  const item = locationOf(await me.post(path).send(aSchedule()).expect(201));

  await me.delete(item).set('If-Match', '"1"').expect(204);

  await me.get(item).expect(404);
  await me.delete(item).expect(404);
  expect((await me.get(path)).body).toMatchObject({ items: [] });
});

test('an archived medication plans no dose and takes no change of its schedules', async () => {
  const item = locationOf(await me.post(path).send(aSchedule()).expect(201));
  await me.patch(medication).set('If-Match', '"1"').send({ archived: true }).expect(200);

  expect((await me.get(item)).body).toMatchObject({ nextDueAt: null });
  expect(codeOf(await me.post(path).send(aSchedule()).expect(409))).toBe('MEDICATION_ARCHIVED');
  expect(codeOf(await me.patch(item).set('If-Match', '"1"').send({ amount: 2 }).expect(409))).toBe(
    'MEDICATION_ARCHIVED',
  );

  await me.patch(medication).set('If-Match', '"2"').send({ archived: false }).expect(200);
  expect((await me.get(item)).body).toMatchObject({ nextDueAt: '2026-03-10T11:00:00.000Z' });
});

test('a medication does not start after one of its schedules', async () => {
  await me.post(path).send(aSchedule()).expect(201);

  const answer = await me
    .patch(medication)
    .set('If-Match', '"1"')
    .send({ startsOn: '2026-03-02' })
    .expect(422);

  expect(codeOf(answer)).toBe('MEDICATION_STARTS_AFTER_SCHEDULE');
});

test('fifty schedules are enough for one medicine', async () => {
  for (let made = 0; made < 50; made++) {
    await me
      .post(path)
      .send(aSchedule({ startsOn: '2027-01-01' }))
      .expect(201);
  }

  expect(codeOf(await me.post(path).send(aSchedule()).expect(409))).toBe('TOO_MANY_SCHEDULES');
});

test('someone else’s schedule, or that of another medicine, is answered like one that never was', async () => {
  const item = locationOf(await me.post(path).send(aSchedule()).expect(201));
  const otherMedicine = locationOf(await me.post(medications).send(aTablet()).expect(201));
  const id = item.split('/').at(-1) ?? '';
  const other = api.as(aMember(clock));

  for (const [caller, address, code] of [
    [other, item, 'MEDICATION_NOT_FOUND'],
    [me, `${otherMedicine}/schedules/${id}`, 'SCHEDULE_NOT_FOUND'],
    [me, `${path}/${newUuid()}`, 'SCHEDULE_NOT_FOUND'],
  ] as const) {
    const answers = [
      await caller.get(address).expect(404),
      await caller.patch(address).set('If-Match', '"1"').send({ amount: 9 }).expect(404),
      await caller.delete(address).expect(404),
    ];
    expect(answers.map(codeOf)).toEqual([code, code, code]);
  }
  await other.post(path).send(aSchedule()).expect(404);
  await other.get(path).expect(404);
  expect((await me.get(item)).body).toMatchObject({ amount: 1, version: 1 });
});

test('a bad id is 400 and nobody without a log-in gets in', async () => {
  const item = `${path}/${newUuid()}`;

  await me.get(`${medications}/x/schedules`).expect(400);
  await me.get(`${path}/x`).expect(400);
  await me.delete(`${path}/x`).expect(400);
  await api.anyone().post(path).send(aSchedule()).expect(401);
  await api.anyone().get(path).expect(401);
  await api.anyone().get(item).expect(401);
  await api.anyone().patch(item).send({}).expect(401);
  await api.anyone().delete(item).expect(401);
});

test('without the health-data consent nothing is planned, but what is there is read and removed', async () => {
  const actor = aMember(clock);
  const own = locationOf(await api.as(actor).post(medications).send(aTablet()).expect(201));
  const item = locationOf(await api.as(actor).post(`${own}/schedules`).send(aSchedule()).expect(201));
  const withdrawn = api.as({ ...actor, consents: ['service'] });

  await withdrawn.post(`${own}/schedules`).send(aSchedule()).expect(403);
  await withdrawn.patch(item).set('If-Match', '"1"').send({}).expect(403);
  await withdrawn.get(item).expect(200);
  await withdrawn.delete(item).expect(204);
});
