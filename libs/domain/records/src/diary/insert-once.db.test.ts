import { armFailpoint, newUuid, uuidToBinary } from '@soomcare/database';
import { createIdempotency } from '@soomcare/http';
import { expect, test } from 'vitest';

import { aMember, useRecordsApi } from '../testing/records-api.ts';

const { api, clock, database } = useRecordsApi();
const path = '/v1/symptom-records';
const body = { occurredAt: '2026-03-10T00:00:00Z', noSymptoms: true };

const countOf = async (memberId: string) => {
  const [row] = await database().rows<{ rows: number; keys: number }>(
    `SELECT (SELECT COUNT(*) FROM symptom_records e WHERE e.member_id = ?) AS \`rows\`,
            (SELECT COUNT(*) FROM idempotency_keys k WHERE k.member_id = ?) AS \`keys\``,
    [uuidToBinary(memberId), uuidToBinary(memberId)],
  );
  return row;
};

test('a key that the other request holds for too long is 409, and free once that one failed', async () => {
  const actor = aMember(clock);
  const me = api.as(actor);
  const idempotency = createIdempotency({ database: database(), now: clock.now });
  const held = Promise.withResolvers<void>();
  const inside = Promise.withResolvers<void>();
  const keyed = {
    memberId: actor.id,
    operation: 'recordSymptoms',
    key: 'slow',
    fingerprint: Buffer.alloc(32),
    resourceId: newUuid(),
  };
  const slow = idempotency.once(keyed, async () => {
    inside.resolve();
    await held.promise;
    throw new Error('the first one failed');
  });
  const failed = expect(slow).rejects.toThrow('the first one failed');
  await inside.promise;

  const refused = await me.post(path).set('Idempotency-Key', 'slow').send(body).expect(409);
  held.resolve();
  await failed;

  expect(refused.body).toMatchObject({ code: 'IDEMPOTENCY_KEY_IN_USE' });
  await me.post(path).set('Idempotency-Key', 'slow').send(body).expect(201);
  expect(await countOf(actor.id)).toEqual({ rows: 1, keys: 1 });
});

test('a crash before the commit leaves neither row nor key, one after it a key that replays', async () => {
  const actor = aMember(clock);
  const me = api.as(actor);
  const send = () => me.post(path).set('Idempotency-Key', 'crash').send(body);
  const crash = () => {
    throw new Error('crash');
  };

  let disarm = armFailpoint('before_commit', crash);
  await send()
    .expect(500)
    .catch(() => undefined);
  disarm();
  expect(await countOf(actor.id)).toEqual({ rows: 0, keys: 0 });

  disarm = armFailpoint('after_commit', crash);
  await send()
    .expect(500)
    .catch(() => undefined);
  disarm();
  await send().expect(201);
  expect(await countOf(actor.id)).toEqual({ rows: 1, keys: 1 });
});

test('a key belongs to one member and one operation', async () => {
  const [one, other] = [aMember(clock), aMember(clock)];
  const reading = { measuredAt: body.occurredAt, blows: [400], scale: 'EU', bronchodilator: 'pre' };

  const answers = [
    await api.as(one).post(path).set('Idempotency-Key', 'k').send(body).expect(201),
    await api.as(one).post('/v1/peak-flows').set('Idempotency-Key', 'k').send(reading).expect(201),
    await api.as(other).post(path).set('Idempotency-Key', 'k').send(body).expect(201),
  ];

  expect(new Set(answers.map((answer) => (answer.body as { id: string }).id)).size).toBe(3);
});

test('with a key and an id, a retry with the key alone is another body', async () => {
  const me = api.as(aMember(clock));
  const withId = { ...body, id: newUuid() };
  const send = (content: object) => me.post(path).set('Idempotency-Key', 'both').send(content);

  await send(withId).expect(201);
  const again = await send(withId).expect(201);
  await send(body).expect(422);

  expect(again.body).toMatchObject({ id: withId.id });
});

test('a used id is not taken by a new key: the key is not kept either', async () => {
  const actor = aMember(clock);
  const me = api.as(actor);
  const withId = { ...body, id: newUuid() };
  await me.post(path).send(withId).expect(201);

  await me
    .post(path)
    .set('Idempotency-Key', 'new')
    .send({ ...withId, note: '다른 내용' })
    .expect(422);

  expect(await countOf(actor.id)).toEqual({ rows: 1, keys: 0 });
});

test('a key is forgotten after two days, not after one', async () => {
  const actor = aMember(clock);
  await api.as(actor).post(path).set('Idempotency-Key', 'old').send(body).expect(201);
  const idempotency = createIdempotency({ database: database(), now: clock.now });

  clock.advance({ days: 1 });
  await idempotency.purge();
  expect(await countOf(actor.id)).toEqual({ rows: 1, keys: 1 });
  clock.advance({ days: 1, milliseconds: 1 });
  await idempotency.purge();
  expect(await countOf(actor.id)).toEqual({ rows: 1, keys: 0 });
});

test('an Idempotency-Key with a control character or of 101 characters is 400', async () => {
  const me = api.as(aMember(clock));

  await me.post(path).set('Idempotency-Key', 'a\tb').send(body).expect(400);
  await me.post(path).set('Idempotency-Key', 'k'.repeat(101)).send(body).expect(400);
});

test('creates of one moment, a retry and a reused id among them, each get their own answer', async () => {
  const actor = aMember(clock);
  const me = api.as(actor);
  const [known, fresh] = [newUuid(), newUuid()];
  await me
    .post(path)
    .send({ ...body, id: known })
    .expect(201);
  const send = (content: object) => me.post(path).send({ ...body, ...content });

  const answers = await Promise.all([
    send({ id: known }),
    send({ id: known, note: '다른 내용' }),
    send({ id: fresh }),
    send({ id: fresh }),
    send({}),
  ]);

  expect(answers.map(({ status }) => status)).toEqual([201, 422, 201, 201, 201]);
  expect(answers[2]?.body).toEqual(answers[3]?.body);
  expect(await countOf(actor.id)).toEqual({ rows: 3, keys: 0 });
});
