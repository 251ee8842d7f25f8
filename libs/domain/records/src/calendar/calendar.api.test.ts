import { expect, test } from 'vitest';

import { aMember, locationOf, useRecordsApi } from '../testing/records-api.ts';
import type { CalendarDay } from './calendar.schemas.ts';

const { api, clock } = useRecordsApi();
type Me = ReturnType<typeof api.as>;

const monthOf = async (me: Me, month: string) => {
  const answer = await me.get(`/v1/calendar/${month}`).expect(200);
  const { days, ...rest } = answer.body as { month: string; timeZone: string; days: CalendarDay[] };
  return { ...rest, days, on: (date: string) => days.find((day) => day.date === date) };
};
const post = (me: Me, path: string, body: object) => me.post(`/v1/${path}`).send(body).expect(201);
const aReading = (measuredAt: string, litres: number, different: object = {}) => ({
  measuredAt,
  blows: [litres],
  scale: 'EU',
  bronchodilator: 'pre',
  meterId: 'a',
  ...different,
});

test('an empty month has every day, and names what the days that are over lack', async () => {
  const { month, timeZone, days, on } = await monthOf(api.as(aMember(clock)), '2026-03');

  expect({ month, timeZone, count: days.length }).toEqual({
    month: '2026-03',
    timeZone: 'Asia/Seoul',
    count: 31,
  });
  expect(days[0]).toEqual({
    date: '2026-03-01',
    symptoms: null,
    peakFlow: null,
    spirometry: null,
    intakes: null,
    adherence: null,
    exposure: null,
    events: [],
    missing: ['symptoms', 'peak-flow'],
  });
  expect([
    on('2026-03-09')?.missing.length,
    on('2026-03-10')?.missing.length,
    on('2026-03-31')?.missing.length,
  ]).toEqual([2, 0, 0]);
});

test('the worst symptom of a day counts, and "none" only if no entry says otherwise', async () => {
  const me = api.as(aMember(clock));
  const at = (hour: string, day: string) => `2026-03-${day}T${hour}:00:00+09:00`;
  await post(me, 'symptom-records', {
    occurredAt: at('07', '02'),
    symptoms: [{ kind: 'night-waking', severity: 1 }],
  });
  await post(me, 'symptom-records', {
    occurredAt: at('20', '02'),
    symptoms: [{ kind: 'activity-limitation', severity: 3 }],
  });
  await post(me, 'symptom-records', { occurredAt: at('08', '03'), noSymptoms: true });
  await post(me, 'symptom-records', { occurredAt: at('08', '04'), noSymptoms: true });
  await post(me, 'symptom-records', {
    occurredAt: at('22', '04'),
    symptoms: [{ kind: 'cough', severity: 1 }],
  });

  const { on } = await monthOf(me, '2026-03');

  expect(['2026-03-02', '2026-03-03', '2026-03-04'].map((date) => on(date)?.symptoms)).toEqual([
    { worstSeverity: 3, nightWaking: true, none: false },
    { worstSeverity: 0, nightWaking: false, none: true },
    { worstSeverity: 1, nightWaking: false, none: false },
  ]);
  expect(on('2026-03-02')?.missing).toEqual(['peak-flow']);
});

test('a day’s peak flow spans all meters, each rated by its own best, and shows the worst zone', async () => {
  const me = api.as(aMember(clock));
  await post(me, 'personal-bests', {
    litresPerMinute: 500,
    meterId: 'a',
    scale: 'EU',
    validFrom: '2026-03-01',
  });
  await post(me, 'personal-bests', { litresPerMinute: 800, meterId: 'b', validFrom: '2026-03-01' });
  await post(me, 'peak-flows', aReading('2026-03-05T07:00:00+09:00', 410));
  await post(me, 'peak-flows', aReading('2026-03-05T19:00:00+09:00', 480));
  await post(me, 'peak-flows', aReading('2026-03-05T20:00:00+09:00', 390, { meterId: 'b' }));
  await post(me, 'peak-flows', aReading('2026-03-06T07:00:00+09:00', 410));
  await post(me, 'peak-flows', aReading('2026-03-07T07:00:00+09:00', 410, { meterId: 'c' }));

  const { on } = await monthOf(me, '2026-03');

  expect(['2026-03-05', '2026-03-06', '2026-03-07'].map((date) => on(date)?.peakFlow)).toEqual([
    { min: 390, max: 480, count: 3, zone: 'red', zoneAtRecord: 'red' },
    { min: 410, max: 410, count: 1, zone: 'green', zoneAtRecord: 'green' },
    { min: 410, max: 410, count: 1, zone: null, zoneAtRecord: null },
  ]);
});

test('a changed personal best repaints the zone now, and leaves the zone as recorded', async () => {
  const me = api.as(aMember(clock));
  const best = { meterId: 'a', scale: 'EU', validFrom: '2026-03-01' };
  await post(me, 'peak-flows', aReading('2026-03-04T07:00:00+09:00', 410));
  await post(me, 'personal-bests', { ...best, litresPerMinute: 500 });
  await post(me, 'peak-flows', aReading('2026-03-05T07:00:00+09:00', 410));
  clock.advance({ seconds: 1 });
  const changed = await post(me, 'personal-bests', { ...best, litresPerMinute: 600 });
  const zonesOn = async () => {
    const { on } = await monthOf(me, '2026-03');
    return ['2026-03-04', '2026-03-05'].map((date) => [
      on(date)?.peakFlow?.zoneAtRecord,
      on(date)?.peakFlow?.zone,
    ]);
  };

  expect(await zonesOn()).toEqual([
    [null, 'yellow'],
    ['green', 'yellow'],
  ]);
  await me.delete(locationOf(changed)).expect(204);
  expect(await zonesOn()).toEqual([
    [null, 'green'],
    ['green', 'green'],
  ]);
});

test('intakes are counted by purpose, puffs apart; spirometry shows its best', async () => {
  const me = api.as(aMember(clock));
  const at = '2026-03-05T07:00:00+09:00';
  const drugName = '벤토린';
  for (const dose of [
    { purpose: 'scheduled', puffs: 2 },
    { purpose: 'as_needed', puffs: 3 },
    { purpose: 'as_needed', puffs: 1 },
    { purpose: 'pre_exercise', puffs: 2 },
    { purpose: 'scheduled', amount: 1, unit: 'tablet' },
  ]) {
    await post(me, 'intakes', { takenAt: at, drugName, ...dose });
  }
  const result = { measuredAt: at, fvcLitres: 3.6, bronchodilator: 'pre' };
  await post(me, 'spirometries', { ...result, fev1Litres: 2.85 });
  await post(me, 'spirometries', { ...result, fev1Litres: 3.01, bronchodilator: 'post' });

  const { on } = await monthOf(me, '2026-03');

  expect(on('2026-03-05')).toMatchObject({
    intakes: { scheduled: 2, asNeeded: 2, preExercise: 1, puffsAsNeeded: 4, puffs: 8 },
    spirometry: { count: 2, bestFev1Litres: 3.01 },
  });
});

test('an admission shows on each of its days, also when it began in the month before', async () => {
  const me = api.as(aMember(clock));
  const [startedAt, endedAt] = ['2026-02-27T10:00:00+09:00', '2026-03-02T10:00:00+09:00'];
  await post(me, 'exacerbations', { startedAt, endedAt, kind: 'admission' });
  await post(me, 'exacerbations', { startedAt: '2026-03-02T23:00:00+09:00', kind: 'emergency-visit' });

  const { days } = await monthOf(me, '2026-03');

  expect(days.slice(0, 4).map(({ events }) => events.map(({ kind }) => kind))).toEqual([
    ['admission'],
    ['admission', 'emergency-visit'],
    [],
    [],
  ]);
});

test('a record belongs to the day on which it was lived, wherever the member is now', async () => {
  const actor = aMember(clock, { timeZone: 'America/New_York' });
  const me = api.as(actor);
  await post(me, 'peak-flows', aReading('2026-02-28T23:30:00-05:00', 400));

  const { on } = await monthOf(api.as({ ...actor, timeZone: 'Asia/Seoul' }), '2026-02');

  expect(on('2026-02-28')?.peakFlow).toMatchObject({ count: 1 });
});

test('removed entries and other members’ entries are not in the month', async () => {
  const me = api.as(aMember(clock));
  await post(api.as(aMember(clock)), 'peak-flows', aReading('2026-03-05T07:00:00+09:00', 410));
  const made = await post(me, 'peak-flows', aReading('2026-03-06T07:00:00+09:00', 410));
  await me.delete(locationOf(made)).expect(204);

  const { days } = await monthOf(me, '2026-03');

  expect(days.every(({ peakFlow }) => peakFlow === null)).toBe(true);
});

test('an unchanged month is 304, a month that is none 400, and nobody without a log-in sees one', async () => {
  const me = api.as(aMember(clock));
  const { headers } = await me.get('/v1/calendar/2026-03').expect(200);

  await me
    .get('/v1/calendar/2026-03')
    .set('If-None-Match', headers['etag'] ?? '')
    .expect(304);
  for (const month of ['2026-13', '2026-00', '2026-3', '1899-12', '3000-01', 'march']) {
    await me.get(`/v1/calendar/${month}`).expect(400);
  }
  await api.anyone().get('/v1/calendar/2026-03').expect(401);
});

test('forty months asked for at once are all answered, on a pool of five connections', async () => {
  const me = api.as(aMember(clock));
  await post(me, 'peak-flows', aReading('2026-03-05T07:00:00+09:00', 410));

  const answers = await Promise.all(Array.from({ length: 40 }, () => me.get('/v1/calendar/2026-03')));

  // One connection a request: six each would overflow the pool's queue and be refused with 503.
  expect(answers.map(({ status }) => status)).toEqual(Array(40).fill(200));
});
