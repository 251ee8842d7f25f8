import { expect, test } from 'vitest';

import { PASSWORD, useBackoffice } from './harness.ts';

const api = useBackoffice();
const logIn = '/v1/auth/sessions';
const confirm = '/v1/auth/sessions/totp';

test('password and code give a session in a cookie that no script can read and no other site can send', async () => {
  const { email, id } = await api.anAccount('care', '간호사 김수민');
  const challenge = await api.challengeOf(email);
  const answer = await api.anyone().post(confirm).send({ challenge, code: api.code() }).expect(201);

  const [cookie = ''] = answer.get('Set-Cookie') ?? [];
  expect(cookie).toMatch(/^__Host-soomcare-staff=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Secure$/);
  expect(answer.body).toMatchObject({
    staff: { id, name: '간호사 김수민', role: 'care', permissions: ['members:read', 'records:read'] },
    idleSeconds: 900,
  });

  const [pair = ''] = cookie.split(';');
  const again = await api.with({ Cookie: pair }).get('/v1/auth/session').expect(200);
  expect(again.body).toEqual(answer.body);
});

test('the token stands nowhere in the database, nor do the address and the secret', async () => {
  const { cookie, email } = await api.staffOf('care');
  const dump = JSON.stringify([
    await api.database().rows('SELECT * FROM staff_sessions'),
    await api.database().rows('SELECT * FROM staff_accounts'),
  ]);
  expect(dump).not.toContain(cookie.split('=')[1]);
  expect(dump).not.toContain(email);
});

test('an unknown address, a wrong password and a disabled account get the same answer', async () => {
  const { email } = await api.anAccount('care');
  const disabled = await api.staffOf('support');
  const admin = await api.staffOf('admin');
  await admin.caller.patch(`/v1/staff/${disabled.id}`).send({ status: 'disabled' }).expect(200);

  const attempts = [
    { email: 'nobody@soomcare.example', password: PASSWORD },
    { email, password: 'not the right password' },
    { email: disabled.email, password: PASSWORD },
  ];
  const answers: unknown[] = [];
  for (const body of attempts) {
    const answer = await api.anyone().post(logIn).send(body).expect(401);
    answers.push({ ...(answer.body as object), requestId: '' });
  }
  expect(answers[0]).toMatchObject({ code: 'STAFF_LOG_IN_FAILED' });
  expect(new Set(answers.map((each) => JSON.stringify(each))).size).toBe(1);
});

test('a bad body is refused at both steps', async () => {
  await api.anyone().post(logIn).send({ email: 'no address', password: PASSWORD }).expect(400);
  await api.anyone().post(confirm).send({ challenge: 'x', code: '12345' }).expect(400);
});

test('a page of another site cannot log anybody in', async () => {
  const body = { email: 'care@soomcare.example', password: PASSWORD };
  for (const headers of [{ Origin: 'https://evil.example' }, { 'Sec-Fetch-Site': 'same-site' }]) {
    const answer = await api.with(headers).post(logIn).send(body).expect(403);
    expect(answer.body).toMatchObject({ code: 'ORIGIN_NOT_ALLOWED' });
    await api.with(headers).post(confirm).send({ challenge: 'x', code: '123456' }).expect(403);
  }
});

test('a code works once, also when it comes twice together', async () => {
  const { email } = await api.anAccount('care');
  const challenge = await api.challengeOf(email);
  const body = { challenge, code: api.code() };
  const both = await Promise.all([
    api.anyone().post(confirm).send(body),
    api.anyone().post(confirm).send(body),
  ]);
  expect(both.map(({ status }) => status).sort()).toEqual([201, 401]);

  const later = await api.anyone().post(confirm).send(body).expect(401);
  expect(later.body).toMatchObject({ code: 'STAFF_CODE_REFUSED' });
});

test('an older code is refused once a newer one was used', async () => {
  const { email } = await api.anAccount('care');
  const older = api.code();
  api.clock.advance({ seconds: 30 });
  const newer = api.code();
  await api
    .anyone()
    .post(confirm)
    .send({ challenge: await api.challengeOf(email), code: newer })
    .expect(201);
  await api
    .anyone()
    .post(confirm)
    .send({ challenge: await api.challengeOf(email), code: older })
    .expect(401);
});

test('a challenge is good for five minutes, for this browser, and in nobody else’s hands', async () => {
  const { email } = await api.anAccount('care');
  const challenge = await api.challengeOf(email);
  const send = async (body: object, agent = '') =>
    (
      await api
        .with(agent === '' ? {} : { 'User-Agent': agent })
        .post(confirm)
        .send(body)
    ).status;

  expect(await send({ challenge, code: api.code() }, 'another browser')).toBe(401);
  const forged = `${challenge.slice(0, -4)}AAAA`;
  expect(await send({ challenge: forged, code: api.code() })).toBe(401);
  api.clock.advance({ minutes: 5 });
  expect(await send({ challenge, code: api.code() })).toBe(401);
  api.clock.advance({ minutes: -1 });
  expect(await send({ challenge, code: api.code() })).toBe(201);
});

test('a challenge from before a change of rights is void', async () => {
  const { email, id } = await api.anAccount('care');
  const challenge = await api.challengeOf(email);
  const admin = await api.staffOf('admin');
  await admin.caller.patch(`/v1/staff/${id}`).send({ role: 'support' }).expect(200);
  await api.anyone().post(confirm).send({ challenge, code: api.code() }).expect(401);
});

test('the cookie of a session that ended by log-out opens nothing', async () => {
  const { caller } = await api.staffOf('care');
  const answer = await caller.delete('/v1/auth/session').expect(204);
  expect(answer.get('Set-Cookie')?.[0]).toContain('Max-Age=0');
  await caller.get('/v1/auth/session').expect(401);
  await caller.delete('/v1/auth/session').expect(401);
});

test('a session ends after a quarter of an hour without a request, and after twelve hours in any case', async () => {
  const idle = await api.staffOf('care');
  const busy = await api.staffOf('care');
  for (let minutes = 0; minutes < 12 * 60; minutes += 14) {
    await busy.caller.get('/v1/auth/session').expect(200);
    api.clock.advance({ minutes: 14 });
    if (minutes === 14) await idle.caller.get('/v1/auth/session').expect(401);
  }
  await busy.caller.get('/v1/auth/session').expect(401);
});
