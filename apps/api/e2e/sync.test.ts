import { newUuid } from '@soomcare/database';
import { beforeEach, describe, expect, test } from 'vitest';

import { type Member, useApi } from './harness.ts';
import { createSyncDevice, type Pulled } from './sync-device.ts';

const api = useApi();

const at = () => api.clock.now().toISOString();

let me: Member;
const { deviceId, push, pull } = createSyncDevice(() => me.caller);
beforeEach(async () => {
  me = await api.signUp();
});

const mutation = <Different extends object>(different: Different) => ({
  mutationId: newUuid(),
  kind: 'symptomRecords',
  ...different,
});
const aCreate = (different: { id?: string; note?: string } = {}) => {
  const { id = newUuid(), note = '기침' } = different;
  return mutation({ op: 'create', id, fields: { occurredAt: at(), noSymptoms: true, note } });
};
const idsIn = ({ changes }: Pulled, kind = 'symptomRecords') =>
  (changes[kind]?.rows ?? []).map(({ id }) => id).toSorted();

const samples = {
  symptomRecords: ['/v1/symptom-records', () => ({ occurredAt: at(), noSymptoms: true })],
  peakFlows: [
    '/v1/peak-flows',
    () => ({ measuredAt: at(), blows: [410], scale: 'EU', bronchodilator: 'pre', meterId: 'mini-1' }),
  ],
  spirometries: [
    '/v1/spirometries',
    () => ({ measuredAt: at(), fev1Litres: 2.85, fvcLitres: 3.6, bronchodilator: 'pre' }),
  ],
  intakes: [
    '/v1/intakes',
    () => ({ takenAt: at(), drugName: '벤토린 에보할러', puffs: 2, purpose: 'as_needed' }),
  ],
  exacerbations: ['/v1/exacerbations', () => ({ startedAt: at(), kind: 'emergency-visit' })],
  controlAssessments: ['/v1/control-assessments', () => ({ answeredAt: at(), actTotal: 21 })],
} as const;

describe.each(Object.entries(samples))('%s', (kind, [path, fields]) => {
  test('what one device writes offline is on the server and on every other device as its own route shows it', async () => {
    const id = newUuid();

    const [made] = await push(mutation({ kind, op: 'create', id, fields: fields() }));
    const [edited] = await push(
      mutation({ kind, op: 'update', id, baseVersion: 1, fields: { note: '다시 적음' } }),
    );

    expect(made).toMatchObject({ status: 'applied', row: { id, version: 1 } });
    expect(edited).toMatchObject({ status: 'applied', row: { id, version: 2, note: '다시 적음' } });
    const shown = await me.caller.get(`${path}/${id}`).expect(200);
    expect((await pull()).changes[kind]).toEqual({ rows: [shown.body], removed: [] });
    expect(edited?.row).toEqual(shown.body);
  });

  test('what is written and removed by its own routes is pulled as well', async () => {
    const made = await me.caller.post(path).send(fields()).expect(201);
    const { id } = made.body as { id: string };

    const first = await pull();
    await me.caller.delete(`${path}/${id}`).expect(204);
    const second = await pull(first.next);
    await me.caller.post(`${path}/${id}/restore`).expect(200);
    const third = await pull(second.next);

    expect(idsIn(first, kind)).toEqual([id]);
    expect(second.changes[kind]).toEqual({ rows: [], removed: [id] });
    expect(idsIn(third, kind)).toEqual([id]);
  });
});

describe('a push', () => {
  test('sent again after a lost answer changes nothing and says so', async () => {
    const create = aCreate();
    const edit = mutation({ op: 'update', id: create.id, baseVersion: 1, fields: { note: '한 번' } });
    const remove = mutation({ op: 'remove', id: create.id });
    const restore = mutation({ op: 'restore', id: create.id });
    const everything = [create, edit, remove, restore];

    const first = await push(...everything);
    const second = await push(...everything);

    expect(first.map(({ status }) => status)).toEqual(everything.map(() => 'applied'));
    expect(second.map(({ status }) => status)).toEqual(everything.map(() => 'duplicate'));
    expect(second.at(-1)?.row).toEqual(first.at(-1)?.row);
    await me.caller
      .get('/v1/symptom-records')
      .expect(200)
      .expect(/"version":4/);
  });

  test('sent twice at the same moment is done once', async () => {
    const create = aCreate();
    const edit = mutation({ op: 'update', id: create.id, baseVersion: 1, fields: { note: '한 번' } });
    await push(create);

    const answers = (await Promise.all([push(edit), push(edit), push(edit)])).flat();

    expect(answers.map(({ status }) => status).toSorted()).toEqual(['applied', 'duplicate', 'duplicate']);
    expect(answers.every(({ row }) => row?.version === 2)).toBe(true);
  });

  test('with one bad item keeps the good ones, and each is told what it was', async () => {
    const tooLate = new Date(api.clock.now().getTime() + 86_400_000).toISOString();
    const [first, last] = [aCreate(), aCreate()];

    const results = await push(
      first,
      mutation({ op: 'create', id: newUuid(), fields: { occurredAt: tooLate, noSymptoms: true } }),
      mutation({ op: 'create', id: newUuid(), fields: { occurredAt: at(), mood: 'good' } }),
      mutation({ op: 'create', id: newUuid(), kind: 'moods', fields: {} }),
      mutation({ op: 'update', id: first.id, fields: { note: '판 없음' } }),
      mutation({ op: 'update', id: newUuid(), baseVersion: 1, fields: { note: '없는 것' } }),
      last,
    );

    expect(results.map(({ status, problem }) => problem?.code ?? status)).toEqual([
      'applied',
      'RECORD_IN_FUTURE',
      'INVALID_REQUEST',
      'SYNC_KIND_UNKNOWN',
      'INVALID_REQUEST',
      'RECORD_NOT_FOUND',
      'applied',
    ]);
    expect(idsIn(await pull())).toEqual([first.id, last.id].toSorted());
  });

  test('that was refused stays refused when it arrives again, whatever would be true by then', async () => {
    const later = new Date(api.clock.now().getTime() + 10.5 * 60_000).toISOString();
    const create = mutation({
      op: 'create',
      id: newUuid(),
      fields: { occurredAt: later, noSymptoms: true },
    });

    const [first] = await push(create);
    api.clock.advance({ minutes: 1 });
    const [second] = await push(create);
    api.clock.advance({ minutes: -1 });

    expect([first, second]).toMatchObject([
      { status: 'rejected', problem: { code: 'RECORD_IN_FUTURE' } },
      { status: 'rejected', problem: { code: 'RECORD_IN_FUTURE' } },
    ]);
    expect(idsIn(await pull())).toEqual([]);
  });

  test('of an edit on an old version is a conflict that shows both sides, and so is what was built on it', async () => {
    const create = aCreate();
    await push(create);
    await me.caller
      .patch(`/v1/symptom-records/${create.id}`)
      .set('If-Match', '"1"')
      .send({ note: '다른 기기' })
      .expect(200);
    const stale = mutation({ op: 'update', id: create.id, baseVersion: 1, fields: { note: '이 기기' } });
    const onTop = mutation({ op: 'update', id: create.id, baseVersion: 2, fields: { note: '이어서' } });
    const other = aCreate();

    const results = await push(stale, onTop, other);
    const again = await push(stale, onTop, other);

    expect(results).toMatchObject([
      { status: 'conflict', row: { version: 2, note: '다른 기기' }, mutation: stale },
      { status: 'conflict', row: { version: 2, note: '다른 기기' }, mutation: onTop },
      { status: 'applied' },
    ]);
    expect(again.map(({ status }) => status)).toEqual(['conflict', 'conflict', 'duplicate']);
  });

  test('of an edit of what another device has removed is a conflict, of its removal it is not', async () => {
    const [edited, removed] = [aCreate(), aCreate()];
    await push(edited, removed);
    for (const { id } of [edited, removed]) await me.caller.delete(`/v1/symptom-records/${id}`).expect(204);

    const results = await push(
      mutation({ op: 'update', id: edited.id, baseVersion: 1, fields: { note: '늦었다' } }),
      mutation({ op: 'remove', id: removed.id, baseVersion: 1 }),
    );

    expect(results).toMatchObject([
      { status: 'conflict', row: null },
      { status: 'applied', row: null },
    ]);
  });

  test('of a row that was sent by its own route is the same row, not a second one', async () => {
    const { id, fields } = aCreate();
    await me.caller
      .post('/v1/symptom-records')
      .send({ id, ...fields })
      .expect(201);

    const [same] = await push(mutation({ op: 'create', id, fields }));
    const [another] = await push(mutation({ op: 'create', id, fields: { ...fields, note: '다른 내용' } }));

    expect(same).toMatchObject({ status: 'applied', row: { id, version: 1 } });
    expect(another).toMatchObject({ status: 'rejected', problem: { code: 'IDEMPOTENCY_KEY_REUSED' } });
    expect(idsIn(await pull())).toEqual([id]);
  });

  test('never reaches another member’s rows', async () => {
    const create = aCreate();
    await push(create);
    me = await api.signUp();

    const attempts = [
      mutation({ op: 'update', id: create.id, baseVersion: 1, fields: { note: '남의 것' } }),
      mutation({ op: 'remove', id: create.id }),
      mutation({ op: 'restore', id: create.id }),
    ];

    for (const attempt of attempts) {
      expect(await push(attempt)).toMatchObject([
        { status: 'rejected', row: null, problem: { code: 'RECORD_NOT_FOUND' } },
      ]);
    }
    expect(idsIn(await pull())).toEqual([]);
  });

  test('speaks the caller’s language', async () => {
    const body = { deviceId, mutations: [mutation({ op: 'restore', id: newUuid() })] };

    const english = await me.caller.post('/v1/sync').set('Accept-Language', 'en').send(body).expect(200);
    const korean = await me.caller.post('/v1/sync').send(body).expect(200);

    expect(english.body).toMatchObject({ results: [{ problem: { title: 'No such record' } }] });
    expect(korean.body).toMatchObject({ results: [{ problem: { title: '그런 기록이 없습니다' } }] });
  });

  test.each([
    ['no mutation', { deviceId, mutations: [] }],
    [
      'more than 200',
      { deviceId, mutations: Array.from({ length: 201 }, () => mutation({ op: 'remove', id: deviceId })) },
    ],
    ['an unknown operation', { deviceId, mutations: [mutation({ op: 'merge', id: deviceId })] }],
    ['an unknown key', { deviceId, mutations: [mutation({ op: 'remove', id: deviceId, force: true })] }],
    ['no device', { mutations: [mutation({ op: 'remove', id: deviceId })] }],
  ])('with %s is 400', async (_what, body) => {
    await me.caller.post('/v1/sync').send(body).expect(400);
  });

  test('without a log-in is 401, without the health-data consent 403', async () => {
    const body = { deviceId, mutations: [mutation({ op: 'remove', id: newUuid() })] };
    const { caller } = await api.signUp({ consents: ['service'] });

    await api.anyone().post('/v1/sync').send(body).expect(401);
    await caller.post('/v1/sync').send(body).expect(403);
  });
});

describe('a pull', () => {
  test('page by page gives every row once, also while others are written', async () => {
    const creates = Array.from({ length: 7 }, () => aCreate());
    await push(...creates);

    const first = await pull(undefined, 3);
    const meanwhile = aCreate();
    await push(meanwhile);
    const second = await pull(first.next, 3);
    const third = await pull(second.next, 3);

    expect([first.more, second.more, third.more]).toEqual([true, true, false]);
    expect([first, second, third].flatMap((page) => idsIn(page)).toSorted()).toEqual(
      [...creates, meanwhile].map(({ id }) => id).toSorted(),
    );
    expect(idsIn(await pull(third.next))).toEqual([]);
  });

  test('of a row that changed often gives it once, as it is now', async () => {
    const { next } = await pull();
    const create = aCreate();
    const edit = (baseVersion: number) =>
      mutation({ op: 'update', id: create.id, baseVersion, fields: { note: `${baseVersion}` } });
    await push(create, edit(1), edit(2));

    expect((await pull(next)).changes['symptomRecords']?.rows).toMatchObject([{ version: 3, note: '2' }]);
  });

  test('that is repeated unchanged is 304', async () => {
    await push(aCreate());
    const { headers } = await me.caller.get('/v1/sync').expect(200);

    await me.caller
      .get('/v1/sync')
      .set('If-None-Match', headers['etag'] ?? '')
      .expect(304);
  });

  test('with a token that is damaged or somebody else’s asks for everything anew', async () => {
    const { next } = await pull();
    const other = await api.signUp();

    await me.caller.get(`/v1/sync?since=${next.slice(0, -8)}AAAAAAAA`).expect(410);
    await me.caller.get('/v1/sync?since=1').expect(410);
    const stolen = await other.caller.get(`/v1/sync?since=${next}`).expect(410);
    expect(stolen.body).toMatchObject({ code: 'RESYNC_REQUIRED' });
  });

  test('ahead of what the server knows, as after a restore from a backup, asks for everything anew', async () => {
    await push(aCreate());
    const { next } = await pull();
    await api.database().run('UPDATE member_sequences SET last_seq = 0');
    await api.database().run('DELETE FROM member_changes');

    await me.caller.get(`/v1/sync?since=${next}`).expect(410);
  });

  test('with a bad limit or an unknown key is 400, without a log-in 401', async () => {
    for (const query of ['limit=0', 'limit=501', 'since=', 'kinds=intakes']) {
      await me.caller.get(`/v1/sync?${query}`).expect(400);
    }
    await api.anyone().get('/v1/sync').expect(401);
  });
});

test('a withdrawal leaves nothing of what was synchronised', async () => {
  await push(aCreate());
  const { caller } = me;
  const countRows = async () => {
    const counts = await Promise.all(
      ['member_changes', 'member_sequences', 'sync_mutations'].map((name) =>
        api.database().rows<{ count: number }>(`SELECT COUNT(*) AS count FROM ${name}`),
      ),
    );
    return counts.map(([row]) => row?.count ?? 0);
  };
  const before = await countRows();

  await caller.delete('/v1/me').expect(204);

  expect(await countRows()).toEqual(before.map((count) => count - 1));
});
