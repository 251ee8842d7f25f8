import { beforeEach, describe, expect, test } from 'vitest';

import { PASSWORD, type TestMember, useTestIdentity, visibleIn } from '../testing/test-identity.ts';

const world = useTestIdentity();
const NEW_PASSWORD = 'an entirely new password';
let member: TestMember;

beforeEach(async () => {
  member = await world.aMember({ email: 'minji@example.com', language: 'en' });
});

const request = (email: string) => world.api.anyone().post('/v1/auth/password-resets').send({ email });
const confirm = (token: string, password = NEW_PASSWORD) =>
  world.api.anyone().post('/v1/auth/password-resets/confirm').send({ token, password });
const mailedToken = async () => /token=([\w-]+)/.exec((await world.mailTo(member.email)).text)?.[1] ?? '';
const tryLogIn = (password: string) =>
  world.api.anyone().post('/v1/auth/sessions').send({ email: member.email, password });

describe('a password reset', () => {
  test('sets the new password by the mailed link and ends every session, without a log-in', async () => {
    await request('Minji@Example.com').expect(202);
    const answer = await confirm(await mailedToken()).expect(204);

    expect(answer.text).toBe('');
    expect(await world.identity.verifyAccessToken(member.tokens.accessToken)).toBeNull();
    await world.api
      .anyone()
      .post('/v1/auth/tokens')
      .send({ refreshToken: member.tokens.refreshToken })
      .expect(401);
    await tryLogIn(PASSWORD).expect(401);
    await tryLogIn(NEW_PASSWORD).expect(201);
  });

  test('leads to our own address, in the language of the member, and tells them afterwards', async () => {
    await request(member.email).set('Host', 'evil.example').expect(202);
    const asked = await world.mailTo(member.email);
    await confirm(await mailedToken()).expect(204);

    expect(asked.subject).toBe('Reset your Soomcare password');
    expect(asked.text).toMatch(/https:\/\/soomcare\.example\/reset-password\?token=[\w-]{43}\n/);
    expect((await world.mailTo(member.email)).subject).toBe('Your Soomcare password was changed');
  });

  test('changes nothing until the link is used', async () => {
    await request(member.email).expect(202);

    await tryLogIn(PASSWORD).expect(201);
    expect(await world.identity.verifyAccessToken(member.tokens.accessToken)).not.toBeNull();
  });
});

describe('the link', () => {
  test('works once, also when it is used twice at the same time', async () => {
    await request(member.email).expect(202);
    const token = await mailedToken();
    const answers = await Promise.all([confirm(token), confirm(token, 'another new password')]);

    expect(answers.map(({ status }) => status).sort()).toEqual([204, 422]);
    const late = await confirm(token).expect(422);
    expect(late.body).toMatchObject({ code: 'PASSWORD_RESET_FAILED' });
  });

  test('is refused after 30 minutes', async () => {
    await request(member.email).expect(202);
    const token = await mailedToken();
    world.clock.advance({ minutes: 30 });

    await confirm(token).expect(422);
  });

  test('is refused once another link has been used', async () => {
    await request(member.email).expect(202);
    const first = await mailedToken();
    await request(member.email).expect(202);
    const second = await mailedToken();
    await confirm(second).expect(204);

    await confirm(first).expect(422);
  });

  test('is not used up by a password that is refused', async () => {
    await request(member.email).expect(202);
    const token = await mailedToken();
    const answer = await confirm(token, 'password1234').expect(422);

    expect(answer.body).toMatchObject({ code: 'PASSWORD_TOO_COMMON' });
    await confirm(token).expect(204);
  });

  test('that nobody was sent is refused without a hash', async () => {
    world.hashes.computed = 0;
    await confirm('A'.repeat(43)).expect(422);

    expect(world.hashes.computed).toBe(0);
  });

  test('is stored as a hash', async () => {
    await request(member.email).expect(202);
    const token = await mailedToken();
    const [row] = await world
      .database()
      .rows<{ hash: Buffer }>('SELECT token_hash AS hash FROM password_resets');

    expect(row?.hash.equals(Buffer.from(token, 'base64url'))).toBe(false);
  });
});

test('somebody who tries addresses learns nothing: same answer, same rows, no mail to a stranger', async () => {
  const look = async (email: string) => {
    world.hashes.computed = 0;
    return { ...visibleIn(await request(email)), hashes: world.hashes.computed };
  };
  const known = await look(member.email);
  const unknown = await look('nobody@example.com');

  expect(unknown).toEqual(known);
  expect(known).toMatchObject({ status: 202, body: { linkExpiresIn: 1800 }, hashes: 0 });
  expect([await world.countRows('password_resets'), await world.countRows('outbox_messages')]).toEqual([
    2, 2,
  ]);
  await world.deliver();
  expect(world.mailer.sent.map(({ to }) => to)).toEqual([member.email]);
  expect(await world.countRows('outbox_messages')).toBe(0);
});
