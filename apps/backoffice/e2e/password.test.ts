import { uuidToBinary } from '@soomcare/database';
import { expect, test } from 'vitest';

import { PASSWORD, type StaffCaller, useBackoffice } from './harness.ts';

const api = useBackoffice();
const NEW_PASSWORD = '봄바람 부는 언덕 81 의 새 암호';

const change = ({ caller }: StaffCaller, body: object) =>
  caller.put('/v1/auth/password').send({ currentPassword: PASSWORD, newPassword: NEW_PASSWORD, ...body });

const tryPassword = (email: string, password: string) =>
  api.anyone().post('/v1/auth/sessions').send({ email, password });

test('from now on the new password is the one that opens, and the old one does not', async () => {
  const nurse = await api.staffOf('care');
  await change(nurse, {}).expect(204);

  await tryPassword(nurse.email, PASSWORD).expect(401);
  await tryPassword(nurse.email, NEW_PASSWORD).expect(200);
});

test('the other sessions end at once, this one goes on, and nobody else’s is touched', async () => {
  const here = await api.staffOf('care');
  const colleague = await api.staffOf('care');
  api.clock.advance({ seconds: 30 });
  const { caller: there } = await api.logIn(here.email);
  await there.get('/v1/auth/session').expect(200);

  await change(here, {}).expect(204);
  await there.get('/v1/auth/session').expect(401);
  await here.caller.get('/v1/auth/session').expect(200);
  await colleague.caller.get('/v1/auth/session').expect(200);
});

test('a log-in that was half done with the old password leads nowhere', async () => {
  const nurse = await api.staffOf('care');
  api.clock.advance({ seconds: 30 });
  const challenge = await api.challengeOf(nurse.email);
  await change(nurse, {}).expect(204);

  const body = { challenge, code: api.code() };
  await api.anyone().post('/v1/auth/sessions/totp').send(body).expect(401);
});

test('the change stands in the audit log, and its owner is told by mail', async () => {
  const nurse = await api.staffOf('care');
  const auditor = await api.staffOf('auditor');
  await change(nurse, {}).expect(204);

  const log = await auditor.caller.get(`/v1/audit-entries?staffId=${nurse.id}`).expect(200);
  const { items } = log.body as { items: object[] };
  expect(items).toMatchObject([{ task: 'staffChangePassword', subjectId: null, reason: null }]);
  expect((await api.mailTo(nurse.email)).subject).toContain('로그인 정보가 바뀌었습니다');
});

test('a wrong current password changes nothing and is not told of', async () => {
  const nurse = await api.staffOf('care');
  const refused = await change(nurse, { currentPassword: 'not the right password' }).expect(422);
  expect(refused.body).toMatchObject({ code: 'CURRENT_PASSWORD_WRONG' });
  expect(JSON.stringify(refused.body)).not.toContain('not the right');
  await tryPassword(nurse.email, PASSWORD).expect(200);
});

test('of two changes that come together one is made', async () => {
  const nurse = await api.staffOf('care');
  const both = await Promise.all([change(nurse, {}), change(nurse, { newPassword: `${NEW_PASSWORD} 다른` })]);
  expect(both.map(({ status }) => status).sort()).toEqual([204, 422]);

  const [account] = await api
    .database()
    .rows<{ version: number }>('SELECT s.version FROM staff_accounts s WHERE s.id = ?', [
      uuidToBinary(nurse.id),
    ]);
  expect(account?.version).toBe(2);
});

test.each([
  ['fourteen characters', 'fourteen chars', 400, 'INVALID_REQUEST'],
  ['one character fifteen times', 'aaaaaaaaaaaaaaa', 422, 'PASSWORD_TOO_COMMON'],
])('%s are no password for staff', async (_name, newPassword, status, code) => {
  const nurse = await api.staffOf('care');
  const refused = await change(nurse, { newPassword }).expect(status);
  expect(refused.body).toMatchObject({ code });
});
