import { newUuid } from '@soomcare/database';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { type Member, useApi } from './harness.ts';
import { createSyncDevice } from './sync-device.ts';
import { best, changeOf, medicine, plan, schedule } from './sync-writes.ts';

const api = useApi();
const START = '2026-03-09T22:00:00Z';

let me: Member;
let other: Member;
beforeAll(async () => {
  api.clock.set(START);
  other = await api.signUp();
});
beforeEach(async () => {
  api.clock.set(START);
  me = await api.signUp();
});
const phone = createSyncDevice(() => me.caller);
const tablet = createSyncDevice(() => me.caller);
const stranger = createSyncDevice(() => other.caller);

/** As their own routes list them. */
const listed = async (path: string): Promise<readonly { readonly id: string }[]> =>
  ((await me.caller.get(path).expect(200)).body as { items: { id: string }[] }).items;
describe('a personal best', () => {
  test('that one device confirms offline is on every other device as its own route shows it', async () => {
    const confirmed = best();

    const [applied] = await phone.push(confirmed);
    const [duplicate] = await phone.push(confirmed);

    expect([applied, duplicate]).toMatchObject([{ status: 'applied' }, { status: 'duplicate' }]);
    expect((await tablet.pull()).changes['personalBests']).toEqual({
      rows: await listed('/v1/personal-bests'),
      removed: [],
    });
    expect(duplicate?.row).toEqual(applied?.row);
  });

  test('that is removed is removed everywhere, and a device that removes it as well is content', async () => {
    const { id, ...rest } = best();
    await phone.push({ id, ...rest });
    const { next } = await tablet.pull();

    await me.caller.delete(`/v1/personal-bests/${id}`).expect(204);
    const [again] = await tablet.push(changeOf('personalBests', 'remove', id));

    expect(again).toMatchObject({ status: 'applied', row: null });
    expect((await tablet.pull(next)).changes['personalBests']).toEqual({ rows: [], removed: [id] });
  });

  test('is neither edited nor set in the future, and removed on its own version only', async () => {
    const confirmed = best();
    const { id } = confirmed;
    const change = (op: string, fields = {}) =>
      changeOf('personalBests', op, id, { baseVersion: 2, ...fields });

    const results = await phone.push(best({ validFrom: '2026-03-11' }), confirmed, change('remove'), {
      ...best({ litresPerMinute: 500 }),
      id,
    });
    const [edited] = await phone.push(change('update', { fields: {} }));

    expect(results).toMatchObject([
      { status: 'rejected', problem: { code: 'PERSONAL_BEST_IN_FUTURE' } },
      { status: 'applied' },
      { status: 'conflict', row: { id, version: 1 }, mutation: { op: 'remove', baseVersion: 2 } },
      { status: 'rejected', problem: { code: 'IDEMPOTENCY_KEY_REUSED' } },
    ]);
    expect(edited).toMatchObject({ status: 'rejected', problem: { code: 'SYNC_OPERATION_UNKNOWN' } });
  });

  test('of another member is neither seen nor removed', async () => {
    const { id, ...rest } = best();
    await phone.push({ id, ...rest });

    expect(await stranger.push(changeOf('personalBests', 'remove', id))).toMatchObject([
      { status: 'rejected', problem: { code: 'PERSONAL_BEST_NOT_FOUND' } },
    ]);
    expect((await stranger.pull()).changes['personalBests']).toEqual({ rows: [], removed: [] });
    expect((await phone.pull()).changes['personalBests']?.rows).toMatchObject([{ id }]);
  });
});

describe('an action plan', () => {
  test('written offline on two devices becomes two versions that both devices have', async () => {
    const [older, newer] = [plan(), plan({ doctorName: '이서연' })];
    await phone.push(older);
    api.clock.advance({ minutes: 1 });
    const [applied] = await tablet.push(newer);
    const [duplicate] = await tablet.push(newer);

    expect([applied, duplicate]).toMatchObject([
      { status: 'applied', row: { id: newer.id, version: 2 } },
      { status: 'duplicate', row: { id: newer.id, version: 2 } },
    ]);
    for (const device of [phone, tablet]) {
      expect((await device.pull()).changes['actionPlans']).toEqual({
        rows: await listed('/v1/action-plans'),
        removed: [],
      });
    }
  });

  test('is neither edited nor removed: its next version is a plan of its own', async () => {
    const { id, ...rest } = plan();
    await phone.push({ id, ...rest });

    for (const op of ['update', 'remove', 'restore']) {
      expect(await phone.push(changeOf('actionPlans', op, id, { baseVersion: 1 }))).toMatchObject([
        { status: 'rejected', problem: { code: 'SYNC_OPERATION_UNKNOWN' } },
      ]);
    }
    expect((await phone.pull()).changes['actionPlans']?.rows).toMatchObject([{ id, version: 1 }]);
  });

  test('is refused as its own route refuses it', async () => {
    const written = plan();
    const unknown = { zone: 'yellow', text: '이 약을 먹습니다', medicationId: newUuid() };
    const { instructions } = written.fields;

    const results = await phone.push(
      written,
      plan({ validFrom: '2026-03-11' }),
      plan({ instructions: [] }),
      plan({ instructions: [...instructions, unknown] }),
      { ...plan({ doctorName: '박도윤' }), id: written.id },
    );

    expect(results.map(({ status, problem }) => problem?.code ?? status)).toEqual([
      'applied',
      'ACTION_PLAN_IN_FUTURE',
      'INVALID_REQUEST',
      'ACTION_PLAN_MEDICATION_UNKNOWN',
      'IDEMPOTENCY_KEY_REUSED',
    ]);
  });

  test('of another member is not seen, and its id is free to everyone else', async () => {
    const written = plan();
    await phone.push(written);

    expect((await stranger.pull()).changes['actionPlans']).toEqual({ rows: [], removed: [] });
    expect(await stranger.push(written)).toMatchObject([{ status: 'applied', row: { version: 1 } }]);
  });
});

const dosesOn = async (date: string) =>
  (await listed(`/v1/doses?date=${date}`)) as readonly { id: string; version: number; localTime: string }[];

describe('a medicine and its schedule', () => {
  test('written and edited offline are on every other device as their own routes show them', async () => {
    const made = medicine();
    const planned = schedule(made.id);
    const everything = [
      made,
      planned,
      changeOf('medications', 'update', made.id, { baseVersion: 1, fields: { note: '저녁 식후' } }),
      changeOf('schedules', 'update', planned.id, { baseVersion: 1, fields: { times: ['21:00'] } }),
    ];

    const first = await phone.push(...everything);
    const second = await phone.push(...everything);
    const { changes } = await tablet.pull();

    const schedules = await listed(`/v1/medications/${made.id}/schedules`);
    const withoutDue = schedules.map((row) => ({ ...row, nextDueAt: undefined }));
    expect(first.map(({ status }) => status)).toEqual(everything.map(() => 'applied'));
    expect(second.map(({ status }) => status)).toEqual(everything.map(() => 'duplicate'));
    expect(changes['medications']).toEqual({ rows: await listed('/v1/medications'), removed: [] });
    expect(changes['schedules']).toEqual({
      rows: withoutDue,
      removed: [],
    });
    expect(await dosesOn('2026-03-10')).toMatchObject([{ localTime: '21:00' }]);
  });

  test('edited on an old version are conflicts that show both sides', async () => {
    const made = medicine();
    const planned = schedule(made.id);
    await phone.push(made, planned);
    await tablet.push(
      changeOf('medications', 'update', made.id, { baseVersion: 1, fields: { note: '다른 기기' } }),
      changeOf('schedules', 'update', planned.id, { baseVersion: 1, fields: { times: ['07:30'] } }),
    );

    const stale = [
      changeOf('medications', 'update', made.id, { baseVersion: 1, fields: { archived: true } }),
      changeOf('schedules', 'remove', planned.id, { baseVersion: 1 }),
    ];

    expect(await phone.push(...stale)).toMatchObject([
      { status: 'conflict', row: { version: 2, note: '다른 기기', archived: false }, mutation: stale[0] },
      { status: 'conflict', row: { version: 2, times: ['07:30'] }, mutation: stale[1] },
    ]);
  });

  test('go together: a removed medicine takes its schedules away from every device', async () => {
    const made = medicine();
    const planned = schedule(made.id);
    await phone.push(made, planned);
    const { next } = await tablet.pull();

    const [removed] = await phone.push(changeOf('medications', 'remove', made.id, { baseVersion: 1 }));
    const late = await tablet.push(
      changeOf('schedules', 'remove', planned.id, { baseVersion: 1 }),
      changeOf('medications', 'update', made.id, { baseVersion: 1, fields: { note: '늦었다' } }),
    );

    expect(removed).toMatchObject({ status: 'applied', row: null });
    expect(late).toMatchObject([
      { status: 'applied', row: null },
      { status: 'conflict', row: null },
    ]);
    const { changes } = await tablet.pull(next);
    expect(changes['medications']).toEqual({ rows: [], removed: [made.id] });
    expect(changes['schedules']).toEqual({ rows: [], removed: [planned.id] });
  });

  test('are refused as their own routes refuse them', async () => {
    const made = medicine();
    const taken = { takenAt: START, medicationId: made.id, amount: 1, unit: 'tablet', purpose: 'scheduled' };
    await phone.push(made, changeOf('intakes', 'create', newUuid(), { fields: taken }));

    const results = await phone.push(
      medicine({ endsOn: '2026-02-01' }),
      medicine({ drugId: newUuid() }),
      schedule(newUuid()),
      schedule(made.id, { startsOn: '2026-02-01' }),
      schedule(made.id, { medicationId: undefined }),
      changeOf('medications', 'remove', made.id, { baseVersion: 1 }),
      changeOf('schedules', 'restore', newUuid()),
    );

    expect(results.map(({ status, problem }) => [status, problem?.code])).toEqual(
      [
        'MEDICATION_ENDS_BEFORE_START',
        'MEDICATION_DRUG_UNKNOWN',
        'MEDICATION_NOT_FOUND',
        'SCHEDULE_OUTSIDE_COURSE',
        'INVALID_REQUEST',
        'MEDICATION_HAS_INTAKES',
        'SYNC_OPERATION_UNKNOWN',
      ].map((code) => ['rejected', code]),
    );
  });

  test('of another member are neither seen nor changed', async () => {
    const made = medicine();
    const planned = schedule(made.id);
    await phone.push(made, planned);

    const attempts = [
      changeOf('medications', 'update', made.id, { baseVersion: 1, fields: { note: '남의 것' } }),
      changeOf('medications', 'remove', made.id),
      changeOf('schedules', 'update', planned.id, { baseVersion: 1, fields: { times: ['01:00'] } }),
      changeOf('schedules', 'remove', planned.id),
      schedule(made.id),
    ];

    const codes: (string | undefined)[] = [];
    for (const attempt of attempts) {
      for (const { row, problem } of await stranger.push(attempt)) codes.push(row ? row.id : problem?.code);
    }

    expect(codes).toEqual(
      ['MEDICATION', 'MEDICATION', 'SCHEDULE', 'SCHEDULE', 'MEDICATION'].map((what) => `${what}_NOT_FOUND`),
    );
    const { changes } = await stranger.pull();
    expect([changes['medications'], changes['schedules']]).toEqual([
      { rows: [], removed: [] },
      { rows: [], removed: [] },
    ]);
  });

  test('that arrive by their own routes as well are there once, and keep what was edited since', async () => {
    const made = medicine();
    const planned = schedule(made.id);
    const { medicationId: _path, ...body } = planned.fields;
    await me.caller
      .post('/v1/medications')
      .send({ id: made.id, ...made.fields })
      .expect(201);
    const path = `/v1/medications/${made.id}/schedules`;
    await me.caller
      .post(path)
      .send({ id: planned.id, ...body })
      .expect(201);
    await me.caller
      .patch(`${path}/${planned.id}`)
      .set('If-Match', '"1"')
      .send({ times: ['21:00'] })
      .expect(200);

    const results = await phone.push(made, planned);

    expect(results).toMatchObject([
      { status: 'applied', row: { version: 1 } },
      { status: 'applied', row: { version: 2, times: ['21:00'] } },
    ]);
    expect(await dosesOn('2026-03-11')).toMatchObject([{ localTime: '21:00' }]);
  });

  test('are no news for a device when a worker plans their doses further', async () => {
    const made = medicine();
    await phone.push(made, schedule(made.id));
    const { next } = await phone.pull();

    await api.database().run('UPDATE schedules SET materialised_until = materialised_until + INTERVAL 1 DAY');

    const { changes } = await phone.pull(next);
    expect(Object.values(changes).flatMap(({ rows, removed }) => [...rows, ...removed])).toEqual([]);
  });
});
