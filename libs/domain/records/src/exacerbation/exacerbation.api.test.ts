import { expect, test } from 'vitest';

import { aMember, locationOf, useRecordsApi } from '../testing/records-api.ts';

const { api, clock } = useRecordsApi();
const path = '/v1/exacerbations';
const anAdmission = (different: object = {}) => ({
  startedAt: '2026-03-01T22:00:00+09:00',
  endedAt: '2026-03-04T10:00:00+09:00',
  kind: 'admission',
  ...different,
});

test('its end has a local day too, and its details are kept', async () => {
  const me = api.as(aMember(clock));
  const body = anAdmission({
    endedAt: '2026-03-04T00:30:00+09:00',
    missedDays: 3,
    oralSteroidDays: 5,
    place: '호흡기내과',
  });

  const made = await me.post(path).send(body).expect(201);

  expect(made.body).toMatchObject({
    recordedOn: '2026-03-01',
    endedAt: '2026-03-03T15:30:00.000Z',
    endedOn: '2026-03-04',
    missedDays: 3,
    oralSteroidDays: 5,
    place: '호흡기내과',
  });
  expect((await me.get(locationOf(made))).body).toEqual(made.body);
});

test('it may end as it begins, not before, and not in the future', async () => {
  const me = api.as(aMember(clock));

  await me
    .post(path)
    .send(anAdmission({ endedAt: '2026-03-01T13:00:00Z' }))
    .expect(201);
  const before = await me
    .post(path)
    .send(anAdmission({ endedAt: '2026-03-01T12:59:59Z' }))
    .expect(422);
  const future = await me
    .post(path)
    .send(anAdmission({ endedAt: '2026-03-11T00:00:00Z' }))
    .expect(422);

  expect([before.body, future.body]).toMatchObject([
    { code: 'ENDS_BEFORE_START' },
    { code: 'RECORD_IN_FUTURE' },
  ]);
});

test('an end that would fall out of the calendar is refused, not an error of ours', async () => {
  const me = api.as(aMember(clock));

  await me
    .post(path)
    .send(anAdmission({ endedAt: '9999-12-31T23:59:59-23:59' }))
    .expect(422);
  await me
    .post(path)
    .send(anAdmission({ startedAt: '0000-01-01T00:00:00+23:59' }))
    .expect(422);
});

test('what is over gets its end by an edit, and null opens it again', async () => {
  const me = api.as(aMember(clock));
  const made = await me
    .post(path)
    .send(anAdmission({ endedAt: undefined }))
    .expect(201);
  const item = locationOf(made);
  const endedAt = '2026-03-05T00:00:00.000Z';

  const ended = await me.patch(item).set('If-Match', '"1"').send({ endedAt }).expect(200);
  const opened = await me.patch(item).set('If-Match', '"2"').send({ endedAt: null }).expect(200);

  expect([ended.body, opened.body]).toMatchObject([
    { endedAt, endedOn: '2026-03-05' },
    { endedAt: null, endedOn: null },
  ]);
});
