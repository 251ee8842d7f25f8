import { describe, expect, test, vi } from 'vitest';

import { PASSWORD, useTestIdentity } from '../testing/test-identity.ts';

const world = useTestIdentity();
const NEW_PASSWORD = 'an entirely new password';
type Actor = Parameters<typeof world.api.as>[0];

const change = (actor: Actor, newPassword = NEW_PASSWORD, currentPassword = PASSWORD) =>
  world.api.as(actor).put('/v1/me/password').send({ currentPassword, newPassword });

describe('changing the password', () => {
  test('ends my other sessions, keeps this one, and tells me by mail', async () => {
    const { actor, email, tokens } = await world.aMember();
    const other = await world.logIn(email);
    await world.actorOf(other.accessToken);
    await change(actor).expect(204);

    expect(await world.identity.verifyAccessToken(other.accessToken)).toBeNull();
    expect(await world.identity.verifyAccessToken(tokens.accessToken)).not.toBeNull();
    await world.refresh(tokens.refreshToken);
    await world.logIn(email, NEW_PASSWORD);
    await world.api.anyone().post('/v1/auth/sessions').send({ email, password: PASSWORD }).expect(401);
    expect((await world.mailTo(email)).subject).toBe('숨케어 비밀번호가 바뀌었습니다');
  });

  test('needs the current one', async () => {
    const { actor, email } = await world.aMember();
    const answer = await change(actor, NEW_PASSWORD, 'not my password').expect(422);

    expect(answer.body).toMatchObject({ code: 'CURRENT_PASSWORD_WRONG' });
    await world.logIn(email);
  });

  test('refuses a common one and my own address', async () => {
    const { actor, email } = await world.aMember();
    for (const common of ['qwertyuiop', email]) {
      const answer = await change(actor, common).expect(422);
      expect(answer.body).toMatchObject({ code: 'PASSWORD_TOO_COMMON' });
    }
  });

  test('voids a reset link that was on its way', async () => {
    const { actor, email } = await world.aMember();
    await world.api.anyone().post('/v1/auth/password-resets').send({ email }).expect(202);
    const token = /token=([\w-]+)/.exec((await world.mailTo(email)).text)?.[1];
    await change(actor).expect(204);

    const body = { token, password: 'yet another password' };
    await world.api.anyone().post('/v1/auth/password-resets/confirm').send(body).expect(422);
  });

  test('of two changes at once one holds, and the other is told that its current password is old', async () => {
    const { actor } = await world.aMember();
    const answers = await Promise.all([change(actor), change(actor, 'another new password')]);

    expect(answers.map(({ status }) => status).sort()).toEqual([204, 422]);
  });
});

test('two passwords are checked at once and fifty wait; the next one is told to come back', async () => {
  const body = { email: 'nobody@example.com', password: PASSWORD };
  const gate = Promise.withResolvers<void>();
  world.hashes.held = gate.promise;
  const refused: string[] = [];
  const all = Array.from({ length: 55 }, async () => {
    const answer = await world.api.anyone().post('/v1/auth/sessions').send(body);
    if (answer.status === 503) refused.push(answer.headers['retry-after'] ?? '');
    return answer.status;
  });

  await vi.waitFor(() => expect(refused).toHaveLength(3), { timeout: 5_000 });
  expect(world.hashes.computed).toBe(2);
  gate.resolve();
  const statuses = await Promise.all(all);
  expect(statuses.filter((status) => status === 401)).toHaveLength(52);
  expect(refused).toEqual(['2', '2', '2']);
});
