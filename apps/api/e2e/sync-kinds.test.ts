import { newUuid } from '@soomcare/database';
import { beforeEach, describe, expect, test } from 'vitest';

import { type Member, useApi } from './harness.ts';
import { createSyncDevice } from './sync-device.ts';

const api = useApi();
const START = '2026-03-09T22:00:00Z';

let me: Member;
let other: Member;
beforeEach(async () => {
  api.clock.set(START);
  me = await api.signUp();
  other = await api.signUp();
});
const phone = createSyncDevice(() => me.caller);
const tablet = createSyncDevice(() => me.caller);
const stranger = createSyncDevice(() => other.caller);

const best = (different: object = {}) => ({
  mutationId: newUuid(),
  kind: 'personalBests',
  op: 'create',
  id: newUuid(),
  fields: { litresPerMinute: 480, meterId: 'mini-1', scale: 'EU', validFrom: '2026-03-01', ...different },
});
const plan = (different: object = {}) => ({
  mutationId: newUuid(),
  kind: 'actionPlans',
  op: 'create',
  id: newUuid(),
  fields: {
    doctorName: '김수민',
    instructions: [
      { zone: 'yellow', text: '증상완화제를 사용하고 20분 뒤 다시 측정합니다.' },
      { zone: 'red', text: '바로 119에 전화합니다.' },
    ],
    validFrom: '2026-03-01',
    ...different,
  },
});

describe('a personal best', () => {
  test('that one device confirms offline is on every other device as its own route shows it', async () => {
    const confirmed = best();

    const [applied] = await phone.push(confirmed);
    const [duplicate] = await phone.push(confirmed);

    const listed = await me.caller.get('/v1/personal-bests').expect(200);
    expect([applied, duplicate]).toMatchObject([{ status: 'applied' }, { status: 'duplicate' }]);
    expect((await tablet.pull()).changes['personalBests']).toEqual({
      rows: (listed.body as { items: unknown[] }).items,
      removed: [],
    });
    expect(duplicate?.row).toEqual(applied?.row);
  });

  test('that is removed is removed everywhere, and a device that removes it as well is content', async () => {
    const { id, ...rest } = best();
    await phone.push({ id, ...rest });
    const { next } = await tablet.pull();

    await me.caller.delete(`/v1/personal-bests/${id}`).expect(204);
    const [again] = await tablet.push({ mutationId: newUuid(), kind: 'personalBests', op: 'remove', id });

    expect(again).toMatchObject({ status: 'applied', row: null });
    expect((await tablet.pull(next)).changes['personalBests']).toEqual({ rows: [], removed: [id] });
  });

  test('is neither edited nor set in the future, and removed on its own version only', async () => {
    const confirmed = best();
    const { id } = confirmed;
    const change = { kind: 'personalBests', id, baseVersion: 2 };

    const results = await phone.push(
      best({ validFrom: '2026-03-11' }),
      confirmed,
      { ...change, mutationId: newUuid(), op: 'remove' },
      { ...best({ litresPerMinute: 500 }), id },
    );
    const [edited] = await phone.push({ ...change, mutationId: newUuid(), op: 'update', fields: {} });

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

    const removal = { mutationId: newUuid(), kind: 'personalBests', op: 'remove', id };

    expect(await stranger.push(removal)).toMatchObject([
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

    const listed = await me.caller.get('/v1/action-plans').expect(200);
    expect([applied, duplicate]).toMatchObject([
      { status: 'applied', row: { id: newer.id, version: 2 } },
      { status: 'duplicate', row: { id: newer.id, version: 2 } },
    ]);
    for (const device of [phone, tablet]) {
      expect((await device.pull()).changes['actionPlans']).toEqual({
        rows: (listed.body as { items: unknown[] }).items,
        removed: [],
      });
    }
  });

  test.each(['update', 'remove', 'restore'])(
    'suffers no %s: its next version is a plan of its own',
    async (op) => {
      const written = plan();
      await phone.push(written);

      const change = { mutationId: newUuid(), kind: 'actionPlans', op, id: written.id, baseVersion: 1 };

      expect(await phone.push(change)).toMatchObject([
        { status: 'rejected', problem: { code: 'SYNC_OPERATION_UNKNOWN' } },
      ]);
      expect((await phone.pull()).changes['actionPlans']?.rows).toMatchObject([
        { id: written.id, version: 1 },
      ]);
    },
  );

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
