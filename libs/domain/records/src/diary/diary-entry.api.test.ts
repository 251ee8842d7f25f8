import { newUuid } from '@soomcare/database';
import { describe, expect, test } from 'vitest';

import { aMember, entryOf, locationOf, useRecordsApi } from '../testing/records-api.ts';
import { sampleKinds } from '../testing/sample-entries.ts';

const { api, clock, database } = useRecordsApi();

describe.each(sampleKinds)('$path', ({ path, instant, body, patch, malformed }) => {
  test('a recorded entry is read back as it was answered, in UTC and on its local day', async () => {
    const me = api.as(aMember(clock));

    const made = await me
      .post(path)
      .send({ ...body, [instant]: '2026-03-10T00:30:00+09:00' })
      .expect(201);
    const read = await me.get(locationOf(made)).expect(200);

    expect(read.body).toEqual(entryOf(made));
    expect(made.body).toMatchObject({
      [instant]: '2026-03-09T15:30:00.000Z',
      recordedOn: '2026-03-10',
      timeZone: 'Asia/Seoul',
      version: 1,
      createdAt: clock.now().toISOString(),
    });
    expect([made.headers['etag'], read.headers['etag']]).toEqual(['"1"', '"1"']);
  });

  test('an answer names nothing of the storage', async () => {
    const made = await api.as(aMember(clock)).post(path).send(body).expect(201);

    expect(Object.keys(made.body as object)).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/^(memberId|deletedAt|createFingerprint)$/)]),
    );
  });

  test('the same client id and body again give the same row and no second one', async () => {
    const me = api.as(aMember(clock));
    const withId = { ...body, id: newUuid() };

    const first = await me.post(path).send(withId).expect(201);
    const second = await me.post(path).send(withId).expect(201);

    expect(second.body).toEqual(first.body);
    expect((await me.get(path)).body).toMatchObject({ items: [entryOf(first)] });
  });

  test('a client id does not touch the idempotency table', async () => {
    const actor = aMember(clock);
    await api
      .as(actor)
      .post(path)
      .send({ ...body, id: newUuid() })
      .expect(201);

    const keys = await database().rows(
      'SELECT k.operation FROM idempotency_keys k WHERE k.member_id = UNHEX(?)',
      [actor.id.replaceAll('-', '')],
    );
    expect(keys).toEqual([]);
  });

  test('another body under a used client id or key is 422', async () => {
    const me = api.as(aMember(clock));
    const id = newUuid();
    await me
      .post(path)
      .send({ ...body, id })
      .expect(201);
    await me.post(path).set('Idempotency-Key', 'k').send(body).expect(201);

    const byId = await me
      .post(path)
      .send({ ...body, note: '다른 내용', id })
      .expect(422);
    const byKey = await me
      .post(path)
      .set('Idempotency-Key', 'k')
      .send({ ...body, note: '다른 내용' })
      .expect(422);

    expect([byId.body, byKey.body]).toMatchObject([
      { code: 'IDEMPOTENCY_KEY_REUSED' },
      { code: 'IDEMPOTENCY_KEY_REUSED' },
    ]);
  });

  test('two requests with one Idempotency-Key at the same time make one row', async () => {
    const me = api.as(aMember(clock));
    const send = () => me.post(path).set('Idempotency-Key', 'same-time').send(body).expect(201);

    const answers = await Promise.all([send(), send(), send()]);

    const page = await me.get(path).expect(200);
    expect((page.body as { items: unknown[] }).items).toHaveLength(1);
    expect(new Set(answers.map((each) => (each.body as { id: string }).id)).size).toBe(1);
  });

  test('an id that is no UUIDv7, an unknown key or a bad value is 400', async () => {
    const me = api.as(aMember(clock));

    await me
      .post(path)
      .send({ ...body, id: '7f1a2b3c-0000-4000-8000-000000000000' })
      .expect(400);
    await me
      .post(path)
      .send({ ...body, memberId: newUuid() })
      .expect(400);
    await me
      .post(path)
      .send({ ...body, ...malformed })
      .expect(400);
    await me
      .post(path)
      .send({ ...body, timeZone: 'Asia/Pyongchang' })
      .expect(400);
    await me
      .post(path)
      .send({ ...body, timeZone: '+09:00' })
      .expect(400);
    for (const note of ['ㄱ'.repeat(1001), ' ', 'a\u0000b', '\ud800', '\u202e']) {
      await me
        .post(path)
        .send({ ...body, note })
        .expect(400);
    }
  });

  test('a note may have 1000 characters of any script, and line breaks', async () => {
    const note = `${'숨'.repeat(998)}\n숨`;
    const made = await api
      .as(aMember(clock))
      .post(path)
      .send({ ...body, note })
      .expect(201);

    expect(made.body).toMatchObject({ note });
  });

  test('an instant of the future or before 1900 is 422, one within the clock’s slack is kept', async () => {
    const me = api.as(aMember(clock));

    const future = await me
      .post(path)
      .send({ ...body, [instant]: '2026-03-10T03:10:01Z' })
      .expect(422);
    const old = await me
      .post(path)
      .send({ ...body, [instant]: '1899-12-31T23:59:59Z' })
      .expect(422);
    await me
      .post(path)
      .send({ ...body, [instant]: '2026-03-10T03:10:00Z' })
      .expect(201);

    expect([future.body, old.body]).toMatchObject([{ code: 'RECORD_IN_FUTURE' }, { code: 'RECORD_TOO_OLD' }]);
  });

  test('an edit with the version that was read shows afterwards and raises the version', async () => {
    const me = api.as(aMember(clock));
    const made = await me.post(path).send(body).expect(201);
    const item = locationOf(made);

    const edited = await me.patch(item).set('If-Match', '"1"').send(patch).expect(200);

    expect(edited.body).toMatchObject({ ...patch, version: 2 });
    expect((await me.get(item)).body).toEqual(entryOf(edited));
  });

  test('an edit moves the entry to the day of its new instant or zone, and null clears the note', async () => {
    const me = api.as(aMember(clock));
    const made = await me
      .post(path)
      .send({ ...body, note: '지울 메모' })
      .expect(201);
    const item = locationOf(made);

    const moved = await me
      .patch(item)
      .set('If-Match', '*')
      .send({ [instant]: '2026-03-09T22:00:00Z', timeZone: 'America/New_York', note: null })
      .expect(200);

    expect(moved.body).toMatchObject({ recordedOn: '2026-03-09', timeZone: 'America/New_York', note: null });
  });

  test('an edit without a version is 428, with a stale one 412, with a bad value 400, into the future 422', async () => {
    const me = api.as(aMember(clock));
    const made = await me.post(path).send(body).expect(201);
    const item = locationOf(made);
    await me.patch(item).set('If-Match', '"1"').send(patch).expect(200);

    await me.patch(item).send(patch).expect(428);
    await me.patch(item).set('If-Match', '"1"').send(patch).expect(412);
    await me.patch(item).set('If-Match', '"2"').send(malformed).expect(400);
    await me
      .patch(item)
      .set('If-Match', '"2"')
      .send({ [instant]: '2026-04-01T00:00:00Z' })
      .expect(422);
    expect((await me.get(item)).body).toMatchObject({ version: 2 });
  });

  test('of two edits of one version at the same time one wins and one is 412', async () => {
    const me = api.as(aMember(clock));
    const made = await me.post(path).send(body).expect(201);
    const item = locationOf(made);
    const edit = () => me.patch(item).set('If-Match', '"1"').send(patch);

    const statuses = (await Promise.all([edit(), edit()])).map(({ status }) => status);

    expect(statuses.sort()).toEqual([200, 412]);
    expect((await me.get(item)).body).toMatchObject({ version: 2 });
  });

  test('a removed entry is gone from reads and lists, and comes back within 30 days', async () => {
    const me = api.as(aMember(clock));
    const made = await me.post(path).send(body).expect(201);
    const item = locationOf(made);

    await me.delete(item).set('If-Match', '"2"').expect(412);
    await me.delete(item).set('If-Match', '"1"').expect(204);
    await me.get(item).expect(404);
    await me.patch(item).set('If-Match', '*').send(patch).expect(404);
    await me.delete(item).expect(404);
    expect((await me.get(path)).body).toMatchObject({ items: [] });

    const restored = await me.post(`${item}/restore`).expect(200);
    expect(restored.body).toMatchObject({ ...entryOf(made), version: 3 });
    expect((await me.get(item)).body).toEqual(restored.body);
  });

  test('restoring a living entry leaves it as it is', async () => {
    const me = api.as(aMember(clock));
    const made = await me.post(path).send(body).expect(201);

    const restored = await me.post(`${locationOf(made)}/restore`).expect(200);

    expect(restored.body).toEqual(entryOf(made));
  });

  test('a late retry of a create does not bring back what was removed since', async () => {
    const me = api.as(aMember(clock));
    const withId = { ...body, id: newUuid() };
    await me.post(path).send(withId).expect(201);
    await me.delete(`${path}/${withId.id}`).expect(204);

    await me.post(path).send(withId).expect(201);

    await me.get(`${path}/${withId.id}`).expect(404);
  });

  test('someone else’s entry is answered like one that never was', async () => {
    const owner = api.as(aMember(clock));
    const other = api.as(aMember(clock));
    const made = await owner.post(path).send(body).expect(201);

    for (const item of [locationOf(made), `${path}/${newUuid()}`]) {
      const answers = [
        await other.get(item).expect(404),
        await other.patch(item).set('If-Match', '"1"').send(patch).expect(404),
        await other.delete(item).expect(404),
        await other.post(`${item}/restore`).expect(404),
      ];
      expect(new Set(answers.map((answer) => (answer.body as { code: string }).code))).toEqual(
        new Set(['RECORD_NOT_FOUND']),
      );
    }
    expect((await other.get(path)).body).toMatchObject({ items: [] });
    expect((await owner.get(locationOf(made))).body).toEqual(entryOf(made));
  });

  test('two members may use the same client id without noticing each other', async () => {
    const id = newUuid();
    const [one, other] = [api.as(aMember(clock)), api.as(aMember(clock))];

    await one
      .post(path)
      .send({ ...body, id })
      .expect(201);
    await other
      .post(path)
      .send({ ...body, id, note: '다른 사람' })
      .expect(201);
    await other.delete(`${path}/${id}`).expect(204);

    await one.get(`${path}/${id}`).expect(200);
  });

  test('a list gives a range of local days, newest first, page by page', async () => {
    const me = api.as(aMember(clock));
    for (const day of ['2026-02-01', '2026-02-02', '2026-02-03', '2026-02-04']) {
      await me
        .post(path)
        .send({ ...body, [instant]: `${day}T23:30:00+09:00` })
        .expect(201);
    }

    const first = await me.get(`${path}?from=2026-02-02&to=2026-02-04&limit=2`).expect(200);
    const { items, nextCursor } = first.body as { items: { recordedOn: string }[]; nextCursor: string };
    const second = await me
      .get(`${path}?from=2026-02-02&to=2026-02-04&limit=2&cursor=${nextCursor}`)
      .expect(200);

    expect(items.map(({ recordedOn }) => recordedOn)).toEqual(['2026-02-04', '2026-02-03']);
    expect(second.body).toMatchObject({ items: [{ recordedOn: '2026-02-02' }], nextCursor: null });
  });

  test('a list shows an entry just as the entry itself does', async () => {
    const me = api.as(aMember(clock));
    const made = await me.post(path).send(body).expect(201);
    const read = await me.get(locationOf(made)).expect(200);

    const listed = await me.get(path).expect(200);

    expect(listed.body).toEqual({ items: [read.body], nextCursor: null });
  });

  test('an unchanged list is 304', async () => {
    const me = api.as(aMember(clock));
    await me.post(path).send(body).expect(201);
    const listed = await me.get(path).expect(200);

    await me
      .get(path)
      .set('If-None-Match', listed.headers['etag'] ?? '')
      .expect(304);
  });

  test('a bad range, limit, cursor or id is 400', async () => {
    const me = api.as(aMember(clock));
    const notOurs = Buffer.from('{"recordedOn":"0000-00-00"}').toString('base64url');

    for (const query of [
      'from=2026-02-30',
      'from=2026-02-02&to=2026-02-01',
      'limit=101',
      'limit=0',
      'cursor=x',
      `cursor=${notOurs}`,
    ]) {
      await me.get(`${path}?${query}`).expect(400);
    }
    await me.get(`${path}/not-an-id`).expect(400);
    await me.patch(`${path}/not-an-id`).set('If-Match', '"1"').send(patch).expect(400);
    await me.delete(`${path}/not-an-id`).expect(400);
    await me.post(`${path}/not-an-id/restore`).expect(400);
  });

  test('nobody without a log-in gets in', async () => {
    const item = `${path}/${newUuid()}`;
    const nobody = api.anyone();

    await nobody.post(path).send(body).expect(401);
    await nobody.get(path).expect(401);
    await nobody.get(item).expect(401);
    await nobody.patch(item).send(patch).expect(401);
    await nobody.delete(item).expect(401);
    await nobody.post(`${item}/restore`).expect(401);
  });

  test('without the health-data consent nothing is recorded, but what is there can be read and removed', async () => {
    const actor = aMember(clock);
    const item = locationOf(await api.as(actor).post(path).send(body).expect(201));
    const withdrawn = api.as({ ...actor, consents: ['service'] });

    await withdrawn.post(path).send(body).expect(403);
    await withdrawn.patch(item).set('If-Match', '"1"').send(patch).expect(403);
    await withdrawn.get(item).expect(200);
    await withdrawn.delete(item).expect(204);
    await withdrawn.post(`${item}/restore`).expect(403);
  });
});
