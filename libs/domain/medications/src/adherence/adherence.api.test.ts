import { newUuid } from '@soomcare/database';
import { beforeEach, describe, expect, test } from 'vitest';

import { createMedicated } from '../testing/medicated.ts';
import { aMember, aTablet, START, useMedicationsApi } from '../testing/medications-api.ts';
import type { AdherenceView } from './adherence.schemas.ts';

const harness = useMedicationsApi();
const { api, clock } = harness;
const medicated = createMedicated(harness);
const nothing = { expected: 0, taken: 0, late: 0, skipped: 0, missed: 0, percent: null };

const aMedicated = async () => {
  const { me, medicationId, aDose } = await medicated();
  const aMedication = async (name: string) => {
    const made = await me.post('/v1/medications').send(aTablet({ name })).expect(201);
    return (made.body as { id: string }).id;
  };
  /** At eight in the morning in Seoul on a day of March. */
  const aDoseOn = async (day: number, of = medicationId) => {
    const dueAt = new Date(Date.UTC(2026, 2, day - 1, 23)).toISOString();
    const dose = await aDose({ medicationId: of, dueAt });
    const answer = (path: string, body: object = {}) =>
      me.post(`${dose.path}/${path}`).send(body).expect(200);
    return {
      take: () => answer('take', { takenAt: dueAt }),
      takeNow: () => answer('take'),
      skip: () => answer('skip'),
    };
  };
  const aRefill = (day: number, doses: number) =>
    me
      .post(`/v1/medications/${medicationId}/refills`)
      .send({ doses, occurredAt: new Date(Date.UTC(2026, 2, day)) })
      .expect(201);
  const adherence = async (query: string) =>
    (await me.get(`/v1/adherence?${query}`).expect(200)).body as AdherenceView;

  return { me, medicationId, aMedication, aDoseOn, aRefill, adherence };
};

beforeEach(() => {
  clock.set(START);
});

test('each day, the range, and 7 and 30 days up to its end', async () => {
  const { aDoseOn, adherence } = await aMedicated();
  for (const day of [1, 4, 5]) await (await aDoseOn(day)).take();
  await (await aDoseOn(6)).skip();
  await (await aDoseOn(7)).takeNow();
  await aDoseOn(8);

  const seen = await adherence('from=2026-03-05&to=2026-03-09');

  expect(seen).toEqual({
    from: '2026-03-05',
    to: '2026-03-09',
    range: { expected: 4, taken: 2, late: 1, skipped: 1, missed: 1, percent: 50 },
    last7Days: { expected: 5, taken: 3, late: 1, skipped: 1, missed: 1, percent: 60 },
    last30Days: { expected: 6, taken: 4, late: 1, skipped: 1, missed: 1, percent: 66 },
    days: [
      { ...nothing, date: '2026-03-05', expected: 1, taken: 1, percent: 100 },
      { ...nothing, date: '2026-03-06', expected: 1, skipped: 1, percent: 0 },
      { ...nothing, date: '2026-03-07', expected: 1, taken: 1, late: 1, percent: 100 },
      { ...nothing, date: '2026-03-08', expected: 1, missed: 1, percent: 0 },
      { ...nothing, date: '2026-03-09' },
    ],
    proportionOfDaysCovered: [],
    possessionRatio: [],
  });
});

test('a late answer sets right what was missed, and an undo takes that back', async () => {
  const { me, aDoseOn, adherence } = await aMedicated();
  const missed = await aDoseOn(9);
  const range = async () => (await adherence('from=2026-03-09&to=2026-03-09')).range;

  expect(await range()).toMatchObject({ missed: 1, percent: 0 });
  const taken = await missed.takeNow();
  expect(await range()).toMatchObject({ missed: 0, taken: 1, late: 1, percent: 100 });
  await me.delete(`/v1/doses/${(taken.body as { id: string }).id}/answer`).expect(200);
  expect(await range()).toMatchObject({ missed: 1, percent: 0 });
});

test('today is not missed, tomorrow is', async () => {
  const { aDoseOn, adherence } = await aMedicated();
  await aDoseOn(10);

  expect((await adherence('from=2026-03-10&to=2026-03-12')).range).toEqual(nothing);
  clock.advance({ days: 1 });
  expect((await adherence('from=2026-03-10&to=2026-03-12')).range).toMatchObject({ missed: 1 });
});

test('one medicine can be asked for alone', async () => {
  const { aMedication, aDoseOn, adherence } = await aMedicated();
  const other = await aMedication('벤토린');
  await (await aDoseOn(8)).take();
  await aDoseOn(8, other);

  const of = async (query: string) =>
    (await adherence(`from=2026-03-08&to=2026-03-08${query}`)).range.percent;

  expect(await of('')).toBe(50);
  expect(await of(`&medicationId=${other}`)).toBe(0);
  expect(await of(`&medicationId=${newUuid()}`)).toBeNull();
});

describe('days covered', () => {
  test('are told of a medicine with refills, beside what was taken, up to today', async () => {
    const { medicationId, aDoseOn, aRefill, adherence } = await aMedicated();
    for (let day = 1; day <= 20; day += 1) await aDoseOn(day);
    await aRefill(1, 4);

    const seen = await adherence(`from=2026-03-01&to=2026-03-31&medicationId=${medicationId}`);

    expect(seen.proportionOfDaysCovered).toEqual([
      { medicationId, medicationName: '싱귤레어정 10mg', daysCovered: 4, days: 10, percent: 40 },
    ]);
    expect(seen.possessionRatio).toEqual([
      { medicationId, medicationName: '싱귤레어정 10mg', daysSupplied: 4, days: 10, percent: 40 },
    ]);
    expect(seen.range.percent).toBe(0);
  });

  test('are not told of a range that lies ahead', async () => {
    const { aDoseOn, aRefill, adherence } = await aMedicated();
    await aDoseOn(20);
    await aRefill(1, 4);

    expect((await adherence('from=2026-03-15&to=2026-03-25')).proportionOfDaysCovered).toEqual([]);
  });
});

test('the same answer is not sent again', async () => {
  const { me } = await aMedicated();
  const path = '/v1/adherence?from=2026-03-01&to=2026-03-10';
  const first = await me.get(path).expect(200);

  await me
    .get(path)
    .set('If-None-Match', first.headers['etag'] ?? '')
    .expect(304);
});

test('366 days can be asked for, no more', async () => {
  const me = api.as(aMember(clock));

  const year = await me.get('/v1/adherence?from=2025-03-10&to=2026-03-10').expect(200);

  expect((year.body as AdherenceView).days).toHaveLength(366);
  await me.get('/v1/adherence?from=2025-03-09&to=2026-03-10').expect(400);
});

test.each([
  '',
  'from=2026-03-01',
  'from=2026-03-02&to=2026-03-01',
  'from=2026-02-30&to=2026-03-01',
  'from=2026-03-01&to=2026-03-02&medicationId=1',
])('"%s" is a bad request', async (query) => {
  await api.as(aMember(clock)).get(`/v1/adherence?${query}`).expect(400);
});

test('it is the member’s own, needs a log-in and no consent', async () => {
  const { aDoseOn } = await aMedicated();
  await aDoseOn(8);
  const path = '/v1/adherence?from=2026-03-08&to=2026-03-08';

  await api.anyone().get(path).expect(401);
  const other = await api
    .as(aMember(clock, { consents: ['service'] }))
    .get(path)
    .expect(200);

  expect((other.body as AdherenceView).range).toEqual(nothing);
});
