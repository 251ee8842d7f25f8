import { newUuid, uuidToBinary } from '@soomcare/database';
import { beforeEach, expect, test } from 'vitest';

import { type Member, useApi } from './harness.ts';
import { createSyncDevice } from './sync-device.ts';
import { best, changeOf, medicine, plan, schedule } from './sync-writes.ts';

const api = useApi();

interface Dose {
  readonly id: string;
  readonly state: string;
  readonly version: number;
}

/** 07:55 in Seoul; the morning dose is due at eight. */
const START = '2026-03-09T22:55:00.000Z';
const AFTER_EIGHT = '2026-03-09T23:02:00.000Z';
const TODAY = '2026-03-10';

const answer = (id: string, fields: object, baseVersion = 1) =>
  changeOf('doses', 'update', id, { baseVersion, fields });
const taken = { answer: 'taken', takenAt: '2026-03-09T23:01:00.000Z' };
const skipped = { answer: 'skipped', reason: '속이 불편해서' };
const undone = { answer: null };

let me: Member;
let scheduleId: string;
let morning: string;
let evening: string;
const phone = createSyncDevice(() => me.caller);
const tablet = createSyncDevice(() => me.caller);

const dosesOn = async (date: string) =>
  ((await me.caller.get(`/v1/doses?date=${date}`).expect(200)).body as { items: Dose[] }).items;
const idsOn = async (date: string) => (await dosesOn(date)).map(({ id }) => id);

beforeEach(async () => {
  api.clock.set(START);
  me = await api.signUp();
  const made = medicine();
  const planned = schedule(made.id);
  scheduleId = planned.id;
  await createSyncDevice(() => me.caller).push(made, planned);
  api.clock.set(AFTER_EIGHT);
  [morning = '', evening = ''] = await idsOn(TODAY);
});

test('an answer that is written offline is on every other device as the dose’s own route shows it', async () => {
  const [inTenDays = ''] = await idsOn('2026-03-20');
  const everything = [answer(morning, taken), answer(inTenDays, skipped)];

  const first = await phone.push(...everything);
  const second = await phone.push(...everything);

  expect(first).toMatchObject([
    { status: 'applied', row: { id: morning, state: 'taken', version: 2 } },
    { status: 'applied', row: { id: inTenDays, state: 'skipped', skipReason: '속이 불편해서' } },
  ]);
  expect(second.map(({ status }) => status)).toEqual(['duplicate', 'duplicate']);
  const shown = await Promise.all(
    [morning, inTenDays].map(async (id) => (await me.caller.get(`/v1/doses/${id}`).expect(200)).body as Dose),
  );
  const { changes } = await tablet.pull();
  expect(changes['doses']).toEqual({ rows: shown, removed: [] });
  expect(changes['intakes']?.rows).toMatchObject([{ doseId: morning, takenAt: taken.takenAt }]);
});

test('what is only planned is no news, what is answered by its own route is', async () => {
  const { changes, next } = await phone.pull();

  await me.caller.post(`/v1/doses/${evening}/skip`).send({}).expect(200);

  expect(changes['doses']).toEqual({ rows: [], removed: [] });
  expect((await phone.pull(next)).changes['doses']?.rows).toMatchObject([{ id: evening, state: 'skipped' }]);
});

test('the same answer of two devices is one, another one over it is a conflict that shows both sides', async () => {
  await phone.push(answer(morning, taken));

  const [same] = await tablet.push(answer(morning, taken));
  const mutations = [answer(morning, skipped), answer(morning, undone, 2)];
  const others = await tablet.push(...mutations);

  expect(same).toMatchObject({ status: 'applied', row: { state: 'taken', version: 2 } });
  expect(others).toMatchObject([
    { status: 'conflict', row: { state: 'taken', version: 2 }, mutation: mutations[0] },
    { status: 'conflict', row: { state: 'taken', version: 2 }, mutation: mutations[1] },
  ]);
  expect((await tablet.pull()).changes['intakes']?.rows).toHaveLength(1);
});

test('a snooze is in nobody’s way: who took the dose without knowing of it has taken it', async () => {
  const [snoozed] = await phone.push(answer(morning, { answer: 'snoozed', minutes: 15 }));
  const [applied] = await tablet.push(answer(morning, taken));

  expect(snoozed).toMatchObject({ status: 'applied', row: { state: 'snoozed', version: 2 } });
  expect(applied).toMatchObject({ status: 'applied', row: { state: 'taken', snoozedUntil: null } });
});

test('an answer that is taken back goes from every device, with its intake', async () => {
  await phone.push(answer(morning, taken));
  const { changes, next } = await tablet.pull();
  const intakeId = changes['intakes']?.rows[0]?.id;

  const [open] = await tablet.push(answer(morning, undone, 2));

  expect(open).toMatchObject({ status: 'applied', row: { state: 'due', version: 3 } });
  const since = (await phone.pull(next)).changes;
  expect(since['doses']?.rows).toMatchObject([{ id: morning, state: 'due' }]);
  expect(since['intakes']).toEqual({ rows: [], removed: [intakeId] });
});

test('an answer that was given anew is not taken back by who has not seen it', async () => {
  await phone.push(answer(morning, taken));
  await phone.push(answer(morning, undone, 2), answer(morning, skipped, 3));

  const [late] = await tablet.push(answer(morning, undone, 2));

  expect(late).toMatchObject({ status: 'conflict', row: { state: 'skipped', version: 4 } });
});

test('an answer is refused as its own route refuses it, and a dose is neither made nor removed', async () => {
  const tomorrow = { ...taken, takenAt: '2026-03-10T23:00:00.000Z' };

  const results = await phone.push(
    answer(newUuid(), taken),
    answer(morning, tomorrow),
    answer(evening, { answer: 'snoozed', minutes: 15 }),
  );
  const unclear = await phone.push(
    answer(morning, { answer: 'taken' }),
    answer(morning, { answer: 'forgotten' }),
    changeOf('doses', 'create', morning, { fields: {} }),
    changeOf('doses', 'remove', morning),
  );

  expect([...results, ...unclear].map(({ problem }) => problem?.code)).toEqual([
    'DOSE_NOT_FOUND',
    'DOSE_IN_FUTURE',
    'DOSE_NOT_OPEN',
    'INVALID_REQUEST',
    'INVALID_REQUEST',
    'SYNC_OPERATION_UNKNOWN',
    undefined,
  ]);
});

test('a dose that its schedule gives no more is cancelled or gone on every device', async () => {
  const [next = ''] = await idsOn('2026-03-11');
  await phone.push(answer(next, skipped));
  await phone.push(answer(next, undone, 2));
  const { next: since, changes } = await tablet.pull();

  await phone.push(changeOf('schedules', 'remove', scheduleId, { baseVersion: 1 }));
  const [late] = await tablet.push(answer(morning, taken));

  expect(changes['doses']?.rows).toMatchObject([{ id: next, state: 'scheduled', version: 3 }]);
  expect(late).toMatchObject({ status: 'rejected', problem: { code: 'DOSE_CANCELLED' } });
  expect((await tablet.pull(since)).changes['doses']).toMatchObject({
    rows: [{ id: morning, state: 'cancelled' }],
    removed: [next],
  });
});

test('a dose of another member is neither seen nor answered', async () => {
  const mine = [morning, evening];
  await phone.push(answer(morning, taken));
  me = await api.signUp();

  for (const id of mine) {
    for (const given of [taken, skipped, undone]) {
      expect(await tablet.push(answer(id, given))).toMatchObject([
        { status: 'rejected', row: null, problem: { code: 'DOSE_NOT_FOUND' } },
      ]);
    }
  }
  expect((await tablet.pull()).changes['doses']).toEqual({ rows: [], removed: [] });
});

test('a withdrawal leaves nothing of answered doses in the feed', async () => {
  await phone.push(answer(morning, taken));
  const changesOfDose = () =>
    api
      .database()
      .rows('SELECT 1 FROM member_changes WHERE member_changes.row_id = ?', [uuidToBinary(morning)]);
  const before = await changesOfDose();

  await me.caller.delete('/v1/me').expect(204);

  expect([before.length, (await changesOfDose()).length]).toEqual([1, 0]);
});

test('two devices that wrote apart have the same in the end, and it is what the server has', async () => {
  const [own, theirs] = [medicine(), medicine({ name: '심비코트' })];
  const ownTimes = schedule(own.id, { times: ['09:00'] });
  await phone.push(own, ownTimes, best(), answer(morning, taken));
  await tablet.push(theirs, plan(), answer(morning, skipped), answer(evening, skipped));
  await phone.catchUp();

  await phone.push(changeOf('medications', 'update', own.id, { baseVersion: 1, fields: { archived: true } }));
  await tablet.push(
    changeOf('schedules', 'update', ownTimes.id, { baseVersion: 1, fields: { times: ['10:00'] } }),
    changeOf('medications', 'remove', theirs.id, { baseVersion: 1 }),
    answer(evening, undone, 2),
  );
  for (const device of [phone, tablet]) await device.catchUp();

  const whole = createSyncDevice(() => me.caller);
  await whole.catchUp();
  expect(phone.copy).toEqual(whole.copy);
  expect(tablet.copy).toEqual(whole.copy);
  expect([...whole.copy.keys()].map((key) => key.split(' ', 1)[0]).toSorted()).toEqual([
    'actionPlans',
    ...['doses', 'doses'],
    'intakes',
    ...['medications', 'medications'],
    'personalBests',
    ...['schedules', 'schedules'],
  ]);
});
