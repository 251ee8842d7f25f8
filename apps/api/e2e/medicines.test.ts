import { expect, test } from 'vitest';

import { useApi } from './harness.ts';

const api = useApi();

interface Dose {
  readonly id: string;
  readonly state: string;
}

/** A member with a tablet at 08:00 and at 23:50 in Seoul, since 07:00 on 2026-03-10. */
const aMedicated = async () => {
  api.clock.set('2026-03-09T22:00:00Z');
  const member = await api.signUp();
  let { caller, refreshToken } = member;

  const made = await caller
    .post('/v1/medications')
    .send({
      name: '싱귤레어정 10mg',
      purposeDefault: 'scheduled',
      doseAmount: 1,
      doseUnit: 'tablet',
      startsOn: '2026-03-01',
    })
    .expect(201);
  const { id: medicationId } = made.body as { id: string };
  await caller
    .post(`/v1/medications/${medicationId}/schedules`)
    .send({
      kind: 'times',
      times: ['08:00', '23:50'],
      startsOn: '2026-03-01',
      zonePolicy: 'home',
      timeZone: 'Asia/Seoul',
      amount: 1,
    })
    .expect(201);

  return {
    medicationId,
    me: () => caller,
    /** An access token lasts ten minutes, so a later day begins with a new one. */
    async laterAt(instant: string) {
      api.clock.set(instant);
      const refreshed = await api.anyone().post('/v1/auth/tokens').send({ refreshToken }).expect(200);
      const session = refreshed.body as { accessToken: string; refreshToken: string };
      caller = api.bearer(session.accessToken);
      refreshToken = session.refreshToken;
    },
    async dosesOn(date: string) {
      return ((await caller.get(`/v1/doses?date=${date}`).expect(200)).body as { items: Dose[] }).items;
    },
    async percentOf(date: string) {
      const seen = await caller.get(`/v1/adherence?from=${date}&to=${date}`).expect(200);
      return (seen.body as { range: { percent: number | null } }).range.percent;
    },
    async intakes() {
      return ((await caller.get('/v1/intakes').expect(200)).body as { items: { id: string }[] }).items;
    },
  };
};

const statesOf = (doses: readonly Dose[]) => doses.map(({ state }) => state);

test('doses are planned ahead, answered late and after midnight, undone and skipped, and adherence follows', async () => {
  const { me, laterAt, dosesOn, percentOf, intakes } = await aMedicated();
  expect(statesOf(await dosesOn('2026-03-09'))).toEqual([]);
  expect(statesOf(await dosesOn('2026-03-10'))).toEqual(['scheduled', 'scheduled']);
  expect(statesOf(await dosesOn('2026-04-19'))).toEqual(['scheduled', 'scheduled']);

  await laterAt('2026-03-10T15:20:00Z');
  const [morning, evening] = await dosesOn('2026-03-10');
  await me().post(`/v1/doses/${evening?.id}/take`).send({}).expect(200);
  expect(statesOf(await dosesOn('2026-03-10'))).toEqual(['missed', 'taken']);
  expect(await percentOf('2026-03-10')).toBe(50);

  await me().post(`/v1/doses/${morning?.id}/take`).send({}).expect(200);
  expect(statesOf(await dosesOn('2026-03-10'))).toEqual(['taken_late', 'taken']);
  expect(await percentOf('2026-03-10')).toBe(100);
  expect(await intakes()).toHaveLength(2);

  await me().delete(`/v1/doses/${morning?.id}/answer`).expect(200);
  expect(await percentOf('2026-03-10')).toBe(50);
  expect(await intakes()).toHaveLength(1);

  await me().post(`/v1/doses/${morning?.id}/skip`).send({ reason: '깜빡함' }).expect(200);
  expect(statesOf(await dosesOn('2026-03-10'))).toEqual(['skipped', 'taken']);
  expect(await percentOf('2026-03-10')).toBe(50);
});

test('an intake in the diary answers the dose that it names, and its removal opens the dose', async () => {
  const { medicationId, me, laterAt, dosesOn } = await aMedicated();
  await laterAt('2026-03-09T23:10:00Z');
  const [dose] = await dosesOn('2026-03-10');
  const anIntake = (different: object = {}) => ({
    takenAt: '2026-03-10T08:05:00+09:00',
    medicationId,
    amount: 1,
    unit: 'tablet',
    purpose: 'scheduled',
    doseId: dose?.id,
    ...different,
  });
  await me().post(`/v1/doses/${dose?.id}/snooze`).send({ minutes: 15 }).expect(200);
  const month = await me().get('/v1/calendar/2026-03').expect(200);

  const made = await me().post('/v1/intakes').send(anIntake()).expect(201);
  expect(statesOf(await dosesOn('2026-03-10'))).toEqual(['taken', 'scheduled']);
  await me().post('/v1/intakes').send(anIntake()).expect(409);
  await me().post(`/v1/doses/${dose?.id}/skip`).send({}).expect(409);

  const shown = await me()
    .get('/v1/calendar/2026-03')
    .set('If-None-Match', month.headers['etag'] ?? '')
    .expect(200);
  const { days } = shown.body as { days: { date: string; intakes: object | null }[] };
  expect(days.find(({ date }) => date === '2026-03-10')?.intakes).toMatchObject({ scheduled: 1 });

  await me()
    .delete(`/v1/intakes/${(made.body as { id: string }).id}`)
    .expect(204);
  expect(statesOf(await dosesOn('2026-03-10'))).toEqual(['due', 'scheduled']);
});

test('an intake cannot name a medication or a dose of somebody else', async () => {
  const owner = await aMedicated();
  const [dose] = await owner.dosesOn('2026-03-10');
  const other = await aMedicated();
  const anIntake = {
    takenAt: '2026-03-10T07:00:00+09:00',
    medicationId: other.medicationId,
    amount: 1,
    unit: 'tablet',
    purpose: 'scheduled',
  };

  const { medicationId } = owner;
  const medication = await other
    .me()
    .post('/v1/intakes')
    .send({ ...anIntake, medicationId })
    .expect(422);
  const answered = await other
    .me()
    .post('/v1/intakes')
    .send({ ...anIntake, doseId: dose?.id })
    .expect(422);

  expect(medication.body).toMatchObject({ code: 'INTAKE_MEDICATION_UNKNOWN' });
  expect(answered.body).toMatchObject({ code: 'INTAKE_DOSE_UNKNOWN' });
  expect(statesOf(await owner.dosesOn('2026-03-10'))).toEqual(['scheduled', 'scheduled']);
});

test('a withdrawal leaves no row of medicines behind', async () => {
  const { me, medicationId, dosesOn } = await aMedicated();
  const [dose] = await dosesOn('2026-03-10');
  await me().post(`/v1/doses/${dose?.id}/take`).send({}).expect(200);
  await me().post(`/v1/medications/${medicationId}/refills`).send({ doses: 28 }).expect(201);
  const tables = ['medications', 'schedules', 'supply_events', 'dose_slots', 'reminders', 'intakes'];
  const countRows = async () => {
    const counts = await Promise.all(
      tables.map((name) => api.database().rows<{ count: number }>(`SELECT COUNT(*) AS count FROM ${name}`)),
    );
    return counts.map(([row]) => row?.count ?? 0);
  };
  const before = await countRows();

  await me().delete('/v1/me').expect(204);

  const gone = (await countRows()).map((count, index) => (before[index] ?? 0) - count);
  expect(gone.every((count) => count > 0)).toBe(true);
});
