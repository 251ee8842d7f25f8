import { randomUUID } from 'node:crypto';

import { beforeAll, expect, test } from 'vitest';

import { type MemberCaller, type StaffCaller, useBackoffice } from './harness.ts';

const api = useBackoffice();
let nurse: StaffCaller;
let member: MemberCaller;
let doseId: string;

const pathOf = (memberId: string, id = doseId) => `/v1/members/${memberId}/doses/${id}/deliveries`;
const bytes = (id: string) => Buffer.from(id.replaceAll('-', ''), 'hex');

const dayIn = (days: number) =>
  new Date(api.clock.now().getTime() + days * 24 * 60 * 60_000).toISOString().slice(0, 10);

const dayOf = (memberId: string, date = dayIn(2)) => `/v1/members/${memberId}/deliveries?date=${date}`;

/** A dose to come of a tablet each evening. */
const aDoseOf = async ({ caller }: MemberCaller): Promise<string> => {
  const tablet = { name: '싱귤레어정 10mg', purposeDefault: 'scheduled', form: 'tablet' };
  const made = await caller
    .post('/v1/medications')
    .send({ ...tablet, doseAmount: 1, doseUnit: 'tablet', startsOn: dayIn(0) })
    .expect(201);
  const { id } = made.body as { id: string };
  const evenings = { kind: 'times', times: ['20:00'], zonePolicy: 'home', timeZone: 'Asia/Seoul' };
  await caller
    .post(`/v1/medications/${id}/schedules`)
    .send({ ...evenings, startsOn: dayIn(0), amount: 1 })
    .expect(201);
  const listed = await caller.get(`/v1/doses?date=${dayIn(2)}`).expect(200);
  return (listed.body as { items: { id: string }[] }).items[0]?.id ?? '';
};

beforeAll(async () => {
  nurse = await api.staffOf('care');
  member = await api.aMember();
  doseId = await aDoseOf(member);
  await api.database().run(
    `INSERT INTO deliveries (id, member_id, slot_id, reminder_id, device_id, kind, due_at, state, reason)
      VALUES (?, ?, ?, ?, ?, 'dose', '2026-03-10 11:00:00', 'not_sent', 'no_device')`,
    [bytes(randomUUID()), bytes(member.id), bytes(doseId), bytes(randomUUID()), Buffer.alloc(16)],
  );
});

test('without an access that was opened nobody learns why an alarm did not come', async () => {
  const refused = await nurse.caller.get(pathOf(member.id)).expect(403);
  expect(refused.body).toMatchObject({ code: 'RECORD_ACCESS_NEEDED' });
  await api.anyone().get(pathOf(member.id)).expect(401);
  const refusedDay = await nurse.caller.get(dayOf(member.id)).expect(403);
  expect(refusedDay.body).toMatchObject({ code: 'RECORD_ACCESS_NEEDED' });
  await api.anyone().get(dayOf(member.id)).expect(401);
});

test('a nurse reads why an alarm did not come, as the member does, who sees that look', async () => {
  await api.openRecords(nurse, member.id);

  const seen = await nurse.caller.get(pathOf(member.id)).expect(200);

  expect(seen.body).toMatchObject({ items: [{ state: 'not_sent', reason: 'no_device', deviceId: null }] });
  const own = await member.caller.get(`/v1/doses/${doseId}/deliveries`).expect(200);
  expect(seen.body).toEqual(own.body);
  const log = await member.caller.get('/v1/me/access-log').expect(200);
  expect((log.body as { items: object[] }).items[0]).toMatchObject({ task: 'staffListDoseDeliveries' });
});

test('a nurse reads a whole day at once: each dose with what became of its reminders', async () => {
  await api.openRecords(nurse, member.id);

  const day = await nurse.caller.get(dayOf(member.id)).expect(200);
  const quiet = await nurse.caller.get(dayOf(member.id, dayIn(3))).expect(200);

  const own = await member.caller.get(`/v1/doses/${doseId}/deliveries`).expect(200);
  const { items: deliveries } = own.body as { items: object[] };
  const planned = { medicationName: '싱귤레어정 10mg', localTime: '20:00', answer: null, answeredAt: null };
  expect(day.body).toMatchObject({ date: dayIn(2), items: [{ ...planned, doseId, deliveries }] });
  expect(quiet.body).toMatchObject({ date: dayIn(3), items: [{ ...planned, deliveries: [] }] });
  const log = await member.caller.get('/v1/me/access-log').expect(200);
  expect((log.body as { items: object[] }).items[0]).toMatchObject({ task: 'staffListDayDeliveries' });
});

test('a day without doses is empty; a day that is none, or none at all, is a bad request', async () => {
  const stranger = await api.aMember();
  await api.openRecords(nurse, stranger.id);

  const empty = await nurse.caller.get(dayOf(stranger.id)).expect(200);
  expect(empty.body).toEqual({ date: dayIn(2), items: [] });
  await nurse.caller.get(dayOf(stranger.id, '2026-02-30')).expect(400);
  await nurse.caller.get(`/v1/members/${stranger.id}/deliveries`).expect(400);
});

test('a dose of another member is not found, a bad id is a bad request', async () => {
  const stranger = await api.aMember();
  await api.openRecords(nurse, stranger.id);

  await nurse.caller.get(pathOf(stranger.id)).expect(404);
  await nurse.caller.get(pathOf(stranger.id, '1')).expect(400);
});
