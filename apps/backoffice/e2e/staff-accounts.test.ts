import { randomUUID } from 'node:crypto';

import { expect, test } from 'vitest';

import { useBackoffice } from './harness.ts';

const api = useBackoffice();

test('a change of role ends that person’s sessions at once and is kept in the ledger', async () => {
  const admin = await api.staffOf('admin');
  const nurse = await api.staffOf('care');
  await nurse.caller.get('/v1/members').expect(200);
  const changed = await admin.caller.patch(`/v1/staff/${nurse.id}`).send({ role: 'support' }).expect(200);
  expect(changed.body).toMatchObject({ id: nurse.id, role: 'support', status: 'active', email: nurse.email });
  await nurse.caller.get('/v1/members').expect(401);

  await admin.caller.patch(`/v1/staff/${nurse.id}`).send({ status: 'disabled' }).expect(200);
  const ledger = await api.database().rows<{
    role: string | null;
  }>('SELECT c.role FROM staff_role_changes c WHERE c.staff_id = ? ORDER BY c.recorded_at, c.id', [Buffer.from(nurse.id.replaceAll('-', ''), 'hex')]);
  expect(ledger.map(({ role }) => role)).toEqual(['care', 'support', null]);
});

test('sessions end within a second also when the change could not reach Redis', async () => {
  const nurse = await api.staffOf('care');
  await nurse.caller.get('/v1/auth/session').expect(200);
  // As a process leaves it that dies between its commit and its message to Redis.
  await api
    .database()
    .run("UPDATE staff_accounts SET status = 'disabled' WHERE id = ?", [
      Buffer.from(nurse.id.replaceAll('-', ''), 'hex'),
    ]);
  await expect
    .poll(async () => (await nurse.caller.get('/v1/auth/session')).status, { timeout: 1_500, interval: 50 })
    .toBe(401);
});

test('nobody changes their own rights, and nobody those of somebody who is not there', async () => {
  const admin = await api.staffOf('admin');
  const own = await admin.caller.patch(`/v1/staff/${admin.id}`).send({ role: 'auditor' }).expect(422);
  expect(own.body).toMatchObject({ code: 'OWN_ACCOUNT' });
  await admin.caller.patch(`/v1/staff/${randomUUID()}`).send({ role: 'auditor' }).expect(404);
  await admin.caller.patch(`/v1/staff/${admin.id}`).send({ role: 'king' }).expect(400);
});

test('the accounts are listed page by page', async () => {
  const admin = await api.staffOf('admin');
  const everybody = await admin.caller.get('/v1/staff?limit=100').expect(200);
  const { items } = everybody.body as { items: { id: string }[] };
  expect(items.length).toBeGreaterThan(3);

  const first = await admin.caller.get('/v1/staff?limit=1').expect(200);
  const { nextCursor } = first.body as { nextCursor: string };
  const second = await admin.caller.get(`/v1/staff?limit=1&cursor=${nextCursor}`).expect(200);
  expect((second.body as { items: { id: string }[] }).items[0]?.id).toBe(items[1]?.id);
  await admin.caller.get('/v1/staff?cursor=nonsense').expect(400);
});

test('a staff account needs a password of fifteen characters that nobody would guess', async () => {
  const seed = {
    email: 'new@soomcare.example',
    name: '새 사람',
    role: 'care',
    totpSecret: 'A'.repeat(32),
  } as const;
  const create = (password: string) => api.contexts().staff.setUp.create({ ...seed, password });
  await expect(create('fourteen chars')).rejects.toThrow('at least 15');
  await expect(create('new@soomcare.example')).rejects.toThrow('PASSWORD_TOO_COMMON');
});
