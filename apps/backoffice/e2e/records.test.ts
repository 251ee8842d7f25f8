import { randomUUID } from 'node:crypto';

import { sqlInstant } from '@soomcare/database';
import { beforeAll, expect, test } from 'vitest';

import { type MemberCaller, type StaffCaller, useBackoffice } from './harness.ts';

const api = useBackoffice();
const REASON = '회원 문의: 지난달 최대호기유량이 보이지 않음';
const AT = '2026-03-10T08:00:00+09:00';
let nurse: StaffCaller;
let member: MemberCaller;

/** The reads of a member's records, and what the member must have for them to show something. */
const lists = [
  'symptom-records',
  'peak-flows',
  'spirometries',
  'intakes',
  'exacerbations',
  'control-assessments',
];
const reads = (id: string) => [
  `/v1/members/${id}/calendar/2026-03`,
  `/v1/members/${id}/personal-bests`,
  ...lists.map((each) => `/v1/members/${id}/${each}`),
];

/** Every operation that shows something of one member's records, whichever context it comes from. */
const recordOperations = () =>
  api
    .groups()
    .flatMap(({ endpoints }) => endpoints.map(({ contract }) => contract))
    .filter(({ method, path }) => method === 'get' && path.startsWith('/members/{id}/'))
    .map(({ operationId, path }) => {
      const filled = path.replace('{month}', '2026-03').replace('{doseId}', randomUUID());
      const query = operationId === 'staffListDayDeliveries' ? '?date=2026-03-10' : '';
      return { operationId, pathOf: (id: string) => `/v1${filled.replace('{id}', id)}${query}` };
    });

const entriesOf = async (memberId: string): Promise<number> => {
  const [row] = await api
    .database()
    .rows<{ total: number }>('SELECT COUNT(*) AS total FROM audit_entries WHERE subject_id = ?', [
      Buffer.from(memberId.replaceAll('-', ''), 'hex'),
    ]);
  return row?.total ?? 0;
};

beforeAll(async () => {
  nurse = await api.staffOf('care', '간호사 김수민');
  member = await api.aMember();
  const bodies: Record<string, object> = {
    'symptom-records': { occurredAt: AT, symptoms: [{ kind: 'cough', severity: 2 }] },
    'peak-flows': { measuredAt: AT, blows: [420], scale: 'EU', bronchodilator: 'pre' },
    spirometries: { measuredAt: AT, fev1Litres: 2.5, fvcLitres: 3.2, bronchodilator: 'pre' },
    intakes: { takenAt: AT, drugName: '벤토린', puffs: 2, purpose: 'as_needed' },
    exacerbations: { startedAt: AT, kind: 'emergency-visit' },
    'control-assessments': { answeredAt: AT, actTotal: 21 },
  };
  for (const [path, body] of Object.entries(bodies)) {
    await member.caller.post(`/v1/${path}`).send(body).expect(201);
  }
});

test('without an access that was opened no record is shown, and none of the attempts is noted as a look', async () => {
  const before = await entriesOf(member.id);
  for (const { pathOf } of recordOperations()) {
    const answer = await nurse.caller.get(pathOf(member.id)).expect(403);
    expect(answer.body).toMatchObject({ code: 'RECORD_ACCESS_NEEDED' });
  }
  expect(await entriesOf(member.id)).toBe(before);
});

test('whatever operation shows records leaves one entry: who, when, from where, about whom and what', async () => {
  const operations = recordOperations();
  expect(operations.length).toBeGreaterThanOrEqual(reads(member.id).length);
  await api.openRecords(nurse, member.id);

  for (const { operationId, pathOf } of operations) {
    const before = await entriesOf(member.id);
    const { status } = await nurse.caller.get(pathOf(member.id));
    // A dose of nobody is not found, and looking for it in this member's records was a look.
    expect([200, 404], operationId).toContain(status);
    expect(await entriesOf(member.id), operationId).toBe(before + 1);

    const [entry] = await api.database().rows(
      `SELECT LOWER(HEX(a.staff_id)) AS staff, LOWER(HEX(a.subject_id)) AS subject, a.occurred_at AS at,
         a.address, a.task
       FROM audit_entries a ORDER BY a.position DESC LIMIT 1`,
    );
    expect(entry).toEqual({
      staff: nurse.id.replaceAll('-', ''),
      subject: member.id.replaceAll('-', ''),
      at: sqlInstant(api.clock.now()),
      address: '127.0.0.1',
      task: operationId,
    });
  }
});

test('a nurse’s look at the records shows up in the member’s own access log', async () => {
  const before = await entriesOf(member.id);
  await nurse.caller
    .post(`/v1/members/${member.id}/record-access`)
    .send({ reason: REASON, minutes: 30 })
    .expect(201);
  const month = await nurse.caller.get(`/v1/members/${member.id}/calendar/2026-03`).expect(200);
  const own = await member.caller.get('/v1/calendar/2026-03').expect(200);
  expect(month.body).toEqual(own.body);
  expect(await entriesOf(member.id)).toBe(before + 2);

  const log = await member.caller.get('/v1/me/access-log').expect(200);
  expect((log.body as { items: object[] }).items.slice(0, 2)).toMatchObject([
    {
      staffName: '간호사 김수민',
      staffRole: 'care',
      task: 'staffGetCalendarMonth',
      reason: REASON,
      accessedAt: api.clock.now().toISOString(),
    },
    { task: 'staffOpenRecordAccess', reason: REASON },
  ]);
  expect(JSON.stringify(log.body)).not.toContain(nurse.email);
});

test('each read shows what the member sees', async () => {
  await api.openRecords(nurse, member.id);
  for (const path of reads(member.id)) {
    const answer = await nurse.caller.get(path).expect(200);
    const own = await member.caller.get(path.replace(`/members/${member.id}`, '')).expect(200);
    expect(answer.body).toEqual(own.body);
  }
});

test('a bad month, day or cursor is a bad request', async () => {
  await api.openRecords(nurse, member.id);
  await nurse.caller.get(`/v1/members/${member.id}/calendar/2026-13`).expect(400);
  await nurse.caller.get('/v1/members/1/personal-bests').expect(400);
  for (const list of lists) {
    await nurse.caller.get(`/v1/members/${member.id}/${list}?from=yesterday`).expect(400);
  }
});

test('an access is one person’s and one member’s', async () => {
  const colleague = await api.staffOf('care');
  const stranger = await api.aMember();
  await api.openRecords(nurse, member.id);
  await colleague.caller.get(`/v1/members/${member.id}/peak-flows`).expect(403);
  await nurse.caller.get(`/v1/members/${stranger.id}/peak-flows`).expect(403);
});

test('an access ends when its time is over', async () => {
  const stranger = await api.aMember();
  const body = { reason: REASON, minutes: 10 };
  await nurse.caller.post(`/v1/members/${stranger.id}/record-access`).send(body).expect(201);
  api.clock.advance({ minutes: 9, seconds: 59 });
  await nurse.caller.get(`/v1/members/${stranger.id}/peak-flows`).expect(200);
  api.clock.advance({ seconds: 1 });
  await nurse.caller.get(`/v1/members/${stranger.id}/peak-flows`).expect(403);
});

test('an access needs a reason of ten characters, and lasts an hour at most', async () => {
  const send = (body: object) => nurse.caller.post(`/v1/members/${member.id}/record-access`).send(body);
  await send({ reason: '         짧음   ', minutes: 10 }).expect(400);
  await send({ reason: REASON, minutes: 61 }).expect(400);
  await send({ reason: REASON, minutes: 0 }).expect(400);
  await send({ minutes: 10 }).expect(400);
});

test('the log of a member shows nobody else’s looks, page by page, and only to who is logged in', async () => {
  const other = await api.aMember();
  await api.openRecords(nurse, other.id);
  await nurse.caller.get(`/v1/members/${other.id}/intakes`).expect(200);

  const first = await other.caller.get('/v1/me/access-log?limit=1').expect(200);
  const { items, nextCursor } = first.body as { items: { task: string }[]; nextCursor: string };
  expect(items).toMatchObject([{ task: 'staffListIntakes' }]);
  const second = await other.caller.get(`/v1/me/access-log?limit=1&cursor=${nextCursor}`).expect(200);
  expect(second.body).toMatchObject({ items: [{ task: 'staffOpenRecordAccess' }], nextCursor: null });
  await other.caller.get('/v1/me/access-log?cursor=nonsense').expect(400);
  await api.anyMember().get('/v1/me/access-log').expect(401);
});

test('a withdrawal ends every access and leaves of the log only what names nobody', async () => {
  const leaving = await api.aMember();
  await api.openRecords(nurse, leaving.id);
  await nurse.caller.get(`/v1/members/${leaving.id}/intakes`).expect(200);
  await leaving.caller.delete('/v1/me').expect(204);

  await nurse.caller.get(`/v1/members/${leaving.id}/intakes`).expect(403);
  expect(await entriesOf(leaving.id)).toBe(2);
  const dump = JSON.stringify(await api.database().rows('SELECT * FROM audit_entries'));
  expect(dump).not.toContain('기록이 보이지 않음');
  expect((await api.contexts().staff.verifyAuditChain()).intact).toBe(true);
});
