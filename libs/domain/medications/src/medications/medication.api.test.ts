import { newUuid } from '@soomcare/database';
import { expect, test } from 'vitest';

import { seedDrugs } from '../drugs/import/seed-drugs.ts';
import { aMember, aReliever, aTablet, locationOf, useMedicationsApi } from '../testing/medications-api.ts';

const { api, clock, intakes, database } = useMedicationsApi();
const path = '/v1/medications';

const me = () => api.as(aMember(clock));

test('a medicine that was added is read back as it was answered', async () => {
  const member = me();

  const made = await member
    .post(path)
    .send(aReliever({ dailyMaximum: 8, note: '흔들어서', endsOn: '2026-12-31' }))
    .expect(201);
  const read = await member.get(locationOf(made)).expect(200);

  expect(read.body).toEqual(made.body);
  expect(made.body).toMatchObject({
    ...aReliever({ dailyMaximum: 8, note: '흔들어서', endsOn: '2026-12-31' }),
    drugId: null,
    archived: false,
    archivedAt: null,
    version: 1,
  });
  expect([made.headers['etag'], read.headers['etag']]).toEqual(['"1"', '"1"']);
  expect(Object.keys(made.body as object)).not.toEqual(
    expect.arrayContaining([expect.stringMatching(/^(memberId|deletedAt|createFingerprint|.*Hundredths)$/)]),
  );
});

test('half a tablet is half a tablet', async () => {
  const made = await me()
    .post(path)
    .send(aTablet({ doseAmount: 0.5, dailyMaximum: 1.25 }))
    .expect(201);

  expect(made.body).toMatchObject({ doseAmount: 0.5, dailyMaximum: 1.25 });
});

test('the same client id or key and body again give the same medicine, another body is 422', async () => {
  const member = me();
  const withId = aReliever({ id: newUuid() });
  const keyed = () => member.post(path).set('Idempotency-Key', 'k');

  const first = await member.post(path).send(withId).expect(201);
  const again = await member.post(path).send(withId).expect(201);
  const byKey = await keyed().send(aTablet()).expect(201);
  const byKeyAgain = await keyed().send(aTablet()).expect(201);
  const reused = await member
    .post(path)
    .send({ ...withId, doseAmount: 1 })
    .expect(422);

  expect(again.body).toEqual(first.body);
  expect(byKeyAgain.body).toEqual(byKey.body);
  expect(reused.body).toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED' });
  expect((await member.get(path)).body).toMatchObject({ items: [byKey.body, first.body], nextCursor: null });
});

test.each([
  ['neither name nor drugId', { name: undefined }],
  ['a name of blanks', { name: '  ' }],
  ['an unknown key', { archived: true }],
  ['no dose', { doseAmount: 0 }],
  ['a dose of thousandths', { doseAmount: 0.125 }],
  ['a unit of none', { doseUnit: 'spoon' }],
  ['a day that is none', { startsOn: '2026-02-30' }],
  ['a device of no doses', { deviceDoses: 0 }],
])('%s is 400', async (_what, different) => {
  await me().post(path).send(aReliever(different)).expect(400);
});

test('a drug of the catalogue lends its name, form and doses, and the body overrides them', async () => {
  await seedDrugs({ database: database(), now: clock.now, newId: newUuid });
  const member = me();
  const found = await member.get(`/v1/drugs?q=${encodeURIComponent('벤토린 에보할러')}`).expect(200);
  const [drug] = (found.body as { items: { id: string; nameKo: string; form: string }[] }).items;
  const body = { ...aReliever(), drugId: drug?.id, name: undefined, form: undefined, deviceDoses: undefined };

  const lent = await member.post(path).send(body).expect(201);
  const own = await member
    .post(path)
    .send({ ...body, name: '파란 약', form: null, deviceDoses: 100 })
    .expect(201);

  const { id: drugId, nameKo: name, form } = drug ?? {};
  expect(lent.body).toMatchObject({ drugId, name, form, deviceDoses: 200 });
  expect(own.body).toMatchObject({ drugId, name: '파란 약', form: null, deviceDoses: 100 });
});

test('a puff is not divided, nor are there more than a hundred at once', async () => {
  for (const doseAmount of [1.5, 101]) {
    const answer = await me().post(path).send(aReliever({ doseAmount })).expect(422);
    expect(answer.body).toMatchObject({ code: 'DOSE_OF_PART_PUFFS' });
  }
});

test('a course that ends before it starts, or a drug of no catalogue, is 422', async () => {
  const ends = await me()
    .post(path)
    .send(aReliever({ endsOn: '2026-02-28' }))
    .expect(422);
  const unknown = await me()
    .post(path)
    .send(aReliever({ drugId: newUuid() }))
    .expect(422);

  expect([ends.body, unknown.body]).toMatchObject([
    { code: 'MEDICATION_ENDS_BEFORE_START' },
    { code: 'MEDICATION_DRUG_UNKNOWN' },
  ]);
});

test('an edit shows afterwards, null clears, and what is absent stays', async () => {
  const member = me();
  const made = await member
    .post(path)
    .send(aReliever({ note: '지울 메모', dailyMaximum: 8 }))
    .expect(201);
  const item = locationOf(made);

  const edited = await member
    .patch(item)
    .set('If-Match', '"1"')
    .send({ name: '벤토린', note: null, doseAmount: 1 })
    .expect(200);

  expect(edited.body).toMatchObject({
    ...(made.body as object),
    ...{ name: '벤토린', note: null, doseAmount: 1, dailyMaximum: 8, version: 2 },
    updatedAt: clock.now().toISOString(),
  });
  expect((await member.get(item)).body).toEqual(edited.body);
});

test('an edit without a version is 428, with a stale one 412, with a bad value 400 or 422', async () => {
  const member = me();
  const item = locationOf(await member.post(path).send(aReliever()).expect(201));
  await member.patch(item).set('If-Match', '"1"').send({ note: '둘' }).expect(200);

  await member.patch(item).send({ note: '셋' }).expect(428);
  await member.patch(item).set('If-Match', '"1"').send({ note: '셋' }).expect(412);
  await member.patch(item).set('If-Match', '"2"').send({ name: null }).expect(400);
  await member.patch(item).set('If-Match', '"2"').send({ drugId: newUuid() }).expect(400);
  await member.patch(item).set('If-Match', '"2"').send({ endsOn: '2026-02-01' }).expect(422);

  expect((await member.get(item)).body).toMatchObject({ note: '둘', version: 2 });
});

test('of two edits of one version at the same time one wins and one is 412', async () => {
  const member = me();
  const item = locationOf(await member.post(path).send(aReliever()).expect(201));
  const edit = () => member.patch(item).set('If-Match', '"1"').send({ doseAmount: 1 });

  const statuses = (await Promise.all([edit(), edit()])).map(({ status }) => status);

  expect(statuses.sort()).toEqual([200, 412]);
});

test('an archived medicine leaves the list and comes back with its day of archiving gone', async () => {
  const member = me();
  const item = locationOf(await member.post(path).send(aReliever()).expect(201));

  const archived = await member.patch(item).set('If-Match', '"1"').send({ archived: true }).expect(200);
  expect(archived.body).toMatchObject({ archived: true, archivedAt: clock.now().toISOString() });
  expect((await member.get(path)).body).toMatchObject({ items: [] });
  expect((await member.get(`${path}?archived=true`)).body).toMatchObject({ items: [archived.body] });

  const back = await member.patch(item).set('If-Match', '"2"').send({ archived: false }).expect(200);
  expect(back.body).toMatchObject({ archived: false, archivedAt: null });
  expect((await member.get(`${path}?archived=false`)).body).toMatchObject({ items: [back.body] });
  expect((await member.get(`${path}?archived=true`)).body).toMatchObject({ items: [] });
});

test('archiving again keeps the day of the first time', async () => {
  const member = me();
  const item = locationOf(await member.post(path).send(aReliever()).expect(201));
  const first = await member.patch(item).set('If-Match', '"1"').send({ archived: true }).expect(200);

  clock.advance({ hours: 1 });
  const second = await member.patch(item).set('If-Match', '"2"').send({ archived: true }).expect(200);
  clock.advance({ hours: -1 });

  expect((second.body as { archivedAt: string }).archivedAt).toBe(
    (first.body as { archivedAt: string }).archivedAt,
  );
});

test('a medicine that nobody took is removed, and a late retry of its create does not bring it back', async () => {
  const member = me();
  const withId = aReliever({ id: newUuid() });
  const item = locationOf(await member.post(path).send(withId).expect(201));

  await member.delete(item).set('If-Match', '"2"').expect(412);
  await member.delete(item).set('If-Match', '"1"').expect(204);

  await member.delete(item).expect(404);
  await member.post(path).send(withId).expect(201);
  await member.get(item).expect(404);
  expect((await member.get(path)).body).toMatchObject({ items: [] });
});

test('a medicine with an intake stays: it can only be archived', async () => {
  const actor = aMember(clock);
  const made = await api.as(actor).post(path).send(aReliever()).expect(201);
  const { id: medicationId } = made.body as { id: string };
  intakes.add({ memberId: actor.id, medicationId, takenAt: clock.now().toISOString(), puffs: 2 });

  const answer = await api.as(actor).delete(locationOf(made)).expect(409);

  expect(answer.body).toMatchObject({ code: 'MEDICATION_HAS_INTAKES' });
  await api.as(actor).get(locationOf(made)).expect(200);
});

test('a list goes page by page, newest first, and an unchanged one is 304', async () => {
  const member = me();
  for (const name of ['가', '나', '다']) await member.post(path).send(aReliever({ name })).expect(201);

  const first = await member.get(`${path}?limit=2`).expect(200);
  const { nextCursor } = first.body as { nextCursor: string };
  const second = await member.get(`${path}?limit=2&cursor=${nextCursor}`).expect(200);

  expect(first.body).toMatchObject({ items: [{ name: '다' }, { name: '나' }] });
  expect(second.body).toMatchObject({ items: [{ name: '가' }], nextCursor: null });
  await member
    .get(`${path}?limit=2`)
    .set('If-None-Match', first.headers['etag'] ?? '')
    .expect(304);
});

test('a bad cursor, limit, filter or id is 400', async () => {
  const member = me();

  for (const query of ['cursor=x', 'limit=0', 'limit=101', 'archived=yes']) {
    await member.get(`${path}?${query}`).expect(400);
  }
  await member.get(`${path}/not-an-id`).expect(400);
  await member.delete(`${path}/not-an-id`).expect(400);
});

test('someone else’s medicine is answered like one that never was', async () => {
  const [owner, other] = [me(), me()];
  const made = await owner.post(path).send(aReliever()).expect(201);

  for (const item of [locationOf(made), `${path}/${newUuid()}`]) {
    const answers = [
      await other.get(item).expect(404),
      await other.patch(item).set('If-Match', '"1"').send({ note: '남의 것' }).expect(404),
      await other.delete(item).expect(404),
    ];
    expect(answers.map(({ body }) => (body as { code: string }).code)).toEqual(
      Array(3).fill('MEDICATION_NOT_FOUND'),
    );
  }
  expect((await other.get(path)).body).toMatchObject({ items: [] });
  expect((await owner.get(locationOf(made))).body).toEqual(made.body);
});

test('nobody without a log-in gets in', async () => {
  const item = `${path}/${newUuid()}`;

  await api.anyone().post(path).send(aReliever()).expect(401);
  await api.anyone().get(path).expect(401);
  await api.anyone().get(item).expect(401);
  await api.anyone().patch(item).send({}).expect(401);
  await api.anyone().delete(item).expect(401);
});

test('without the health-data consent nothing is added or edited, but what is there is read and removed', async () => {
  const actor = aMember(clock);
  const item = locationOf(await api.as(actor).post(path).send(aReliever()).expect(201));
  const withdrawn = api.as({ ...actor, consents: ['service'] });

  await withdrawn.post(path).send(aReliever()).expect(403);
  await withdrawn.patch(item).set('If-Match', '"1"').send({}).expect(403);
  await withdrawn.get(item).expect(200);
  await withdrawn.delete(item).expect(204);
});
