import { uuidToBinary } from '@soomcare/database';
import type { Actor } from '@soomcare/http';
import { afterEach, beforeEach, expect, test } from 'vitest';

import {
  aMember,
  aSchedule,
  aTablet,
  locationOf,
  START,
  useMedicationsApi,
} from '../testing/medications-api.ts';

const { api, clock, database } = useMedicationsApi();

let actor: Actor;
let me: ReturnType<typeof api.as>;
let medication: string;
let schedule: string;

/** A schedule of 08:00 and 20:00, made on the 10th at noon; now it is the 11th, eleven in the morning. */
beforeEach(async () => {
  actor = aMember(clock);
  me = api.as(actor);
  medication = locationOf(await me.post('/v1/medications').send(aTablet()).expect(201));
  schedule = locationOf(await me.post(`${medication}/schedules`).send(aSchedule()).expect(201));
  clock.advance({ hours: 23 });
});

afterEach(() => {
  clock.advance({ seconds: (Date.parse(START) - clock.now().getTime()) / 1_000 });
});

/** The rows of doses: local day, planned time, amount, and whether cancelled. */
const slots = async () => {
  const rows = await database().rows<{ slot: string }>(
    `SELECT CONCAT_WS(' ', DATE_FORMAT(s.local_date, '%m-%d'), s.local_time, s.amount_hundredths / 100,
        IF(s.cancelled_at IS NULL, NULL, 'cancelled'), s.answer) AS slot
      FROM dose_slots s WHERE s.member_id = ? ORDER BY s.due_at`,
    [uuidToBinary(actor.id)],
  );
  return rows.map(({ slot }) => slot.replace('.0000', ''));
};

const PAST = ['03-10 20:00 1', '03-11 08:00 1'];

test('an edit leaves what was due and changes what comes', async () => {
  await me
    .patch(schedule)
    .set('If-Match', '"1"')
    .send({ times: ['09:00'], amount: 2 })
    .expect(200);

  expect(await slots()).toEqual([...PAST, '03-12 09:00 2', '03-13 09:00 2', '03-14 09:00 2']);
});

test('a dose that was answered early outlives the edit that moves it', async () => {
  await database().run(
    `UPDATE dose_slots s SET s.answer = 'skipped', s.answered_at = s.due_at
      WHERE s.member_id = ? AND s.local_date = '2026-03-11' AND s.local_time = '20:00'`,
    [uuidToBinary(actor.id)],
  );

  await me
    .patch(schedule)
    .set('If-Match', '"1"')
    .send({ times: ['09:00'] })
    .expect(200);

  expect((await slots()).slice(0, 4)).toEqual([...PAST, '03-11 20:00 1 skipped', '03-12 09:00 1']);
});

test('a pause takes its days out', async () => {
  const pauses = [{ from: '2026-03-12', to: '2026-03-13' }];

  await me.patch(schedule).set('If-Match', '"1"').send({ pauses }).expect(200);

  expect(await slots()).toEqual([...PAST, '03-11 20:00 1', '03-14 08:00 1']);
});

test('a course that ends takes its doses along, and brings them back when it goes on', async () => {
  await me.patch(medication).set('If-Match', '"1"').send({ endsOn: '2026-03-12' }).expect(200);
  const ended = await slots();
  await me.patch(medication).set('If-Match', '"2"').send({ endsOn: null }).expect(200);

  expect(ended).toEqual([...PAST, '03-11 20:00 1', '03-12 08:00 1', '03-12 20:00 1']);
  expect((await slots()).length).toBeGreaterThan(ended.length);
});

test('archiving cancels the open dose, removes those to come, and coming back plans from then on', async () => {
  await me.patch(medication).set('If-Match', '"1"').send({ archived: true }).expect(200);
  const archived = await slots();
  clock.advance({ days: 1 });
  await me.patch(medication).set('If-Match', '"2"').send({ archived: false }).expect(200);

  expect(archived).toEqual(['03-10 20:00 1', '03-11 08:00 1 cancelled']);
  expect((await slots()).slice(0, 4)).toEqual([...archived, '03-12 20:00 1', '03-13 08:00 1']);
});

test('removing a schedule cancels the open dose and removes those to come', async () => {
  await me.delete(schedule).expect(204);

  expect(await slots()).toEqual(['03-10 20:00 1', '03-11 08:00 1 cancelled']);
});

test('who follows to London has the doses to come there', async () => {
  await me.patch(schedule).set('If-Match', '"1"').send({ zonePolicy: 'follow' }).expect(200);
  const body = { timeZone: 'Europe/London', decision: 'follow' };
  await me.put('/v1/reminder-zone').send(body).expect(200);

  const rows = await database().rows<{ zone: string; due: string }>(
    `SELECT s.time_zone AS zone, DATE_FORMAT(s.due_at, '%m-%d %H:%i') AS due FROM dose_slots s
      WHERE s.member_id = ? ORDER BY s.due_at LIMIT 4`,
    [uuidToBinary(actor.id)],
  );
  expect(rows).toEqual([
    { zone: 'Asia/Seoul', due: '03-10 11:00' },
    { zone: 'Asia/Seoul', due: '03-10 23:00' },
    { zone: 'Europe/London', due: '03-11 08:00' },
    { zone: 'Europe/London', due: '03-11 20:00' },
  ]);
});

test('of an edit and an archiving at the same time none is lost', async () => {
  const [edited, archived] = await Promise.all([
    me
      .patch(schedule)
      .set('If-Match', '"1"')
      .send({ times: ['09:00'] }),
    me.patch(medication).set('If-Match', '"1"').send({ archived: true }),
  ]);

  expect(archived.status).toBe(200);
  expect([200, 409]).toContain(edited.status);
  expect((await me.get(schedule)).body).toMatchObject({
    times: edited.status === 200 ? ['09:00'] : ['08:00', '20:00'],
    nextDueAt: null,
  });
  expect((await slots()).filter((slot) => slot > '03-11 12')).toEqual([]);
});

test('of two edits of one version at the same time one wins and one is 412', async () => {
  const edit = (time: string) =>
    me
      .patch(schedule)
      .set('If-Match', '"1"')
      .send({ times: [time] });

  const answers = await Promise.all([edit('09:00'), edit('10:00')]);

  expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
  const won = answers.find(({ status }) => status === 200)?.body as { times: string[] };
  expect((await slots()).slice(2)).toEqual(
    ['03-12', '03-13', '03-14'].map((day) => `${day} ${won.times[0]} 1`),
  );
});
