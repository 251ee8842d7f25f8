import { randomUUID } from 'node:crypto';

import { totpCodeAt } from '@soomcare/identity';
import { beforeAll, expect, test } from 'vitest';

import { type StaffCaller, useBackoffice } from './harness.ts';

const api = useBackoffice();
const CHOSEN = '가을 강가의 억새 17 을 좋아함';
const opening = '/v1/auth/invitations';
const accepting = '/v1/auth/invitations/accept';
let admin: StaffCaller;

interface Invitation {
  readonly staffId: string;
  readonly token: string;
  readonly expiresAt: string;
}

beforeAll(async () => {
  admin = await api.staffOf('admin');
});

const aPerson = (different: object = {}) => ({
  email: `${randomUUID()}@soomcare.example`,
  name: '간호사 오새봄',
  role: 'care',
  ...different,
});

const invite = async (person = aPerson()) =>
  (await admin.caller.post('/v1/staff').send(person).expect(201)).body as Invitation;

const inviteAgain = (id: string) => admin.caller.post(`/v1/staff/${id}/invitations`);

const open = (token: string) => api.anyone().post(opening).send({ token });

const secretOf = async (token: string) =>
  ((await open(token).expect(200)).body as { totpSecret: string }).totpSecret;

const accept = async (token: string, different: object = {}) => {
  const code = totpCodeAt(await secretOf(token), api.clock.now());
  return api
    .anyone()
    .post(accepting)
    .send({ token, password: CHOSEN, code, ...different });
};

const tryPassword = (email: string, password = CHOSEN) =>
  api.anyone().post('/v1/auth/sessions').send({ email, password });

/** Both steps, some time after the code of the set-up. */
const logIn = async (email: string, secret: string) => {
  api.clock.advance({ seconds: 30 });
  const { challenge } = (await tryPassword(email).expect(200)).body as { challenge: string };
  const code = totpCodeAt(secret, api.clock.now());
  return api.anyone().post('/v1/auth/sessions/totp').send({ challenge, code });
};

test('who is invited chooses password and second factor, and is staff with this role from then on', async () => {
  const person = aPerson();
  const { token, staffId, expiresAt } = await invite(person);
  const opened = await open(token).expect(200);
  expect(opened.body).toMatchObject({ ...person, expiresAt });
  const { totpSecret, totpUri } = opened.body as { totpSecret: string; totpUri: string };
  expect(totpUri).toContain(totpSecret);

  expect((await accept(token)).status).toBe(204);
  const begun = await logIn(person.email, totpSecret);
  expect(begun.body).toMatchObject({ staff: { id: staffId, name: person.name, role: 'care' } });
});

test('the code of the set-up does not log in once more', async () => {
  const person = aPerson();
  const { token } = await invite(person);
  const code = totpCodeAt(await secretOf(token), api.clock.now());
  expect((await accept(token)).status).toBe(204);

  const { challenge } = (await tryPassword(person.email).expect(200)).body as { challenge: string };
  await api.anyone().post('/v1/auth/sessions/totp').send({ challenge, code }).expect(401);
});

test('a link is good once, also when it comes twice together', async () => {
  const { token } = await invite();
  const both = await Promise.all([accept(token), accept(token)]);
  expect(both.map(({ status }) => status).sort()).toEqual([204, 422]);

  const late = await open(token).expect(422);
  expect(late.body).toMatchObject({ code: 'STAFF_INVITATION_FAILED' });
});

test('a link is over after a day, and when a newer one was made', async () => {
  const { token, staffId } = await invite();
  const newer = (await inviteAgain(staffId).expect(201)).body as Invitation;
  await open(token).expect(422);
  await open(newer.token).expect(200);

  const secret = await secretOf(newer.token);
  api.clock.advance({ hours: 24 });
  const code = totpCodeAt(secret, api.clock.now());
  const body = { token: newer.token, password: CHOSEN, code };
  await api.anyone().post(accepting).send(body).expect(422);
  await open(newer.token).expect(422);
  admin = await api.staffOf('admin');
});

test('who lost phone or password comes back by a link; until then all is as it was, afterwards nothing', async () => {
  const nurse = await api.staffOf('care');
  const { token } = (await inviteAgain(nurse.id).expect(201)).body as Invitation;
  const warning = await api.mailTo(nurse.email);
  expect(warning.subject).toBe('숨케어 담당자 계정의 새 링크가 만들어졌습니다');
  expect(warning.text).not.toContain(token);
  await nurse.caller.get('/v1/auth/session').expect(200);
  const secret = await secretOf(token);
  expect((await accept(token)).status).toBe(204);

  expect((await api.mailTo(nurse.email)).subject).toContain('로그인 정보가 바뀌었습니다');
  await nurse.caller.get('/v1/auth/session').expect(401);
  api.clock.advance({ seconds: 30 });
  const { challenge } = (await tryPassword(nurse.email).expect(200)).body as { challenge: string };
  const formerCode = { challenge, code: api.code() };
  await api.anyone().post('/v1/auth/sessions/totp').send(formerCode).expect(401);
  expect((await logIn(nurse.email, secret)).status).toBe(201);
});

test('a wrong code and a guessable password leave the link as it was', async () => {
  const person = aPerson();
  const { token } = await invite(person);
  const right = totpCodeAt(await secretOf(token), api.clock.now());
  const wrong = await accept(token, { code: right === '000000' ? '000001' : '000000' });
  expect([wrong.status, wrong.body]).toMatchObject([422, { code: 'STAFF_CODE_WRONG' }]);
  const common = await accept(token, { password: person.email });
  expect([common.status, common.body]).toMatchObject([422, { code: 'PASSWORD_TOO_COMMON' }]);
  expect((await accept(token, { password: 'fourteen chars' })).status).toBe(400);

  expect((await accept(token)).status).toBe(204);
});

test('a link is void once the rights were taken away, also when they are given back', async () => {
  const { token, staffId } = await invite();
  const change = (status: string) => admin.caller.patch(`/v1/staff/${staffId}`).send({ status }).expect(200);
  await change('disabled');
  await open(token).expect(422);
  await change('active');
  await open(token).expect(422);

  await change('disabled');
  const late = (await inviteAgain(staffId).expect(201)).body as Invitation;
  await open(late.token).expect(422);
});

test('the list of accounts shows who has not used their link yet', async () => {
  const { token, staffId, expiresAt } = await invite();
  const shown = async () => {
    const list = await admin.caller.get('/v1/staff?limit=100').expect(200);
    const { items } = list.body as { items: { id: string; invitedUntil: string | null }[] };
    return items.find(({ id }) => id === staffId)?.invitedUntil;
  };
  expect(await shown()).toBe(expiresAt);
  const changed = await admin.caller.patch(`/v1/staff/${staffId}`).send({ role: 'support' }).expect(200);
  expect(changed.body).toMatchObject({ invitedUntil: expiresAt });

  expect((await accept(token)).status).toBe(204);
  expect(await shown()).toBeNull();
});

test('an address has one account, also when two ask for it together', async () => {
  const person = aPerson();
  const both = await Promise.all([1, 2].map(() => admin.caller.post('/v1/staff').send(person)));
  expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
  const again = { ...person, email: person.email.toUpperCase() };
  const refused = await admin.caller.post('/v1/staff').send(again).expect(409);
  expect(refused.body).toMatchObject({ code: 'STAFF_EXISTS' });
});

test('nobody renews their own log-in this way, nor that of somebody who is not there', async () => {
  const own = await inviteAgain(admin.id).expect(422);
  expect(own.body).toMatchObject({ code: 'OWN_ACCOUNT' });
  await inviteAgain(randomUUID()).expect(404);
  await inviteAgain('1').expect(400);
});

test('a bad body is refused, and so is a page of another site', async () => {
  await admin.caller
    .post('/v1/staff')
    .send(aPerson({ role: 'king' }))
    .expect(400);
  await open('too short').expect(400);
  const { token } = await invite();
  for (const path of [opening, accepting]) {
    const body = { token, ...(path === accepting ? { password: CHOSEN, code: '000000' } : {}) };
    const answer = await api.with({ Origin: 'https://evil.example' }).post(path).send(body).expect(403);
    expect(answer.body).toMatchObject({ code: 'ORIGIN_NOT_ALLOWED' });
  }
});

test('who invited whom, and who came, stands in the ledger and in the audit log; the secrets stand nowhere', async () => {
  const auditor = await api.staffOf('auditor');
  const { token, staffId } = await invite();
  const secret = await secretOf(token);
  await inviteAgain(staffId).expect(201);
  const { token: second } = (await inviteAgain(staffId).expect(201)).body as Invitation;
  expect((await accept(second)).status).toBe(204);

  const tasksOf = async (id: string) => {
    const log = await auditor.caller.get(`/v1/audit-entries?staffId=${id}&limit=3`).expect(200);
    return (log.body as { items: { task: string }[] }).items.map(({ task }) => task);
  };
  expect(await tasksOf(admin.id)).toEqual(['staffInviteAgain', 'staffInviteAgain', 'staffInvite']);
  expect(await tasksOf(staffId)).toEqual(['staffAcceptInvitation']);
  const ledger = await api
    .database()
    .rows('SELECT LOWER(HEX(c.changed_by_id)) AS giver FROM staff_role_changes c WHERE c.staff_id = ?', [
      Buffer.from(staffId.replaceAll('-', ''), 'hex'),
    ]);
  const giver = admin.id.replaceAll('-', '');
  expect(ledger).toEqual([{ giver }, { giver }, { giver }]);

  const tables = ['staff_invitations', 'staff_accounts', 'audit_entries'];
  for (const table of tables) {
    const dump = JSON.stringify(await api.database().rows(`SELECT * FROM ${table}`));
    for (const hidden of [token, second, secret]) expect(dump).not.toContain(hidden);
  }
});
