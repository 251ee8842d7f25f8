import { createRateLimiter, type RateLimiter } from '@soomcare/http';
import { armFailpoint, uuidToBinary } from '@soomcare/database';
import { describe, expect, test } from 'vitest';

import { createPasswordHasher } from '../passwords/password-hasher.ts';
import { PASSWORD, TINY_COST, useTestIdentity, visibleIn } from '../testing/test-identity.ts';

let rateLimiter: RateLimiter | undefined;
const world = useTestIdentity({
  cost: { ...TINY_COST, passes: 2 },
  // One for the file: the counts of an address must not come from another test, so each uses its own account.
  rateLimiter: () => (rateLimiter ??= createRateLimiter({ cache: world.cache(), factor: 1 })),
});

const tryLogIn = (email: string, password: string) =>
  world.api.anyone().post('/v1/auth/sessions').send({ email, password });

describe('a log-in', () => {
  test('gives tokens that open the profile', async () => {
    const { email } = await world.aMember();
    const answer = await tryLogIn(email, PASSWORD).expect(201);

    expect(answer.body).toMatchObject({ expiresIn: 600 });
    const { accessToken } = answer.body as { accessToken: string };
    await world.api
      .as(await world.actorOf(accessToken))
      .get('/v1/me')
      .expect(200);
  });

  test('finds the address in any case, and the password in any normal form', async () => {
    await world.aMember({ email: 'jiho@example.com', password: '숨쉬는봄날의맑은아침' });

    await tryLogIn('JiHo@Example.COM', '숨쉬는봄날의맑은아침'.normalize('NFD')).expect(201);
  });

  test('with a password that was hashed by older parameters brings its hash up to date', async () => {
    const { email } = await world.aMember();
    const set = 'UPDATE credentials SET password_hash = ?';
    const old = '$argon2id$v=19$m=8,t=1,p=1$';
    const [before] = await world
      .database()
      .rows<{ hash: string }>('SELECT password_hash AS hash FROM credentials');
    expect(before?.hash).toContain('t=2');

    const outdated = createPasswordHasher({
      pepper: world.secrets.passwordPepper,
      bulkhead: (work) => work(),
      cost: TINY_COST,
    });
    await world.database().run(set, [await outdated.hash(PASSWORD)]);
    await tryLogIn(email, PASSWORD).expect(201);

    const [after] = await world
      .database()
      .rows<{ hash: string }>('SELECT password_hash AS hash FROM credentials');
    expect(after?.hash.startsWith(old)).toBe(false);
    expect(after?.hash).toContain('t=2');
    await tryLogIn(email, PASSWORD).expect(201);
  });
});

describe('a log-in that fails', () => {
  test('answers alike for an unknown address, a wrong password and a locked account, after one hash each', async () => {
    const { email } = await world.aMember();
    const locked = await world.aMember();
    await world
      .database()
      .run("UPDATE members SET status = 'locked' WHERE id = ?", [uuidToBinary(locked.id)]);

    const seen: unknown[] = [];
    const attempts = [
      tryLogIn('nobody@example.com', PASSWORD),
      tryLogIn(email, `${PASSWORD}!`),
      tryLogIn(locked.email, PASSWORD),
    ];
    for (const attempt of attempts) {
      world.hashes.computed = 0;
      seen.push({ ...visibleIn(await attempt), hashes: world.hashes.computed });
    }

    expect(seen[0]).toMatchObject({ status: 401, body: { code: 'LOG_IN_FAILED' }, hashes: 1 });
    expect(seen[1]).toEqual(seen[0]);
    expect(seen[2]).toEqual(seen[0]);
  });

  test('names the scheme, and says it in the language of the caller', async () => {
    const answer = await tryLogIn('nobody2@example.com', PASSWORD).set('Accept-Language', 'en').expect(401);

    expect(answer.headers['www-authenticate']).toBe('Bearer realm="soomcare"');
    expect(answer.body).toMatchObject({ title: 'E-mail address or password is not right' });
  });

  test('ten times makes the eleventh wait, known or not, right or wrong', async () => {
    const { email } = await world.aMember({ email: 'throttled@example.com' });
    const guess = async (address: string) => {
      for (let tried = 0; tried < 10; tried += 1) await tryLogIn(address, 'a wrong password').expect(401);
      return visibleIn(await tryLogIn(address, PASSWORD).expect(429));
    };

    // Creating the member logged in once, which was forgiven.
    const known = await guess(email);
    expect(await guess('unthrottled@example.com')).toEqual(known);
  });

  test('at once as often as one likes is counted before any hash is computed', async () => {
    await world.aMember({ email: 'stormed@example.com' });
    world.hashes.computed = 0;
    const answers = await Promise.all(
      Array.from({ length: 25 }, () => tryLogIn('stormed@example.com', 'a wrong password')),
    );

    expect(answers.filter(({ status }) => status === 429)).toHaveLength(15);
    expect(world.hashes.computed).toBe(10);
  });

  test('is forgiven by a right one', async () => {
    const { email } = await world.aMember({ email: 'forgiven@example.com' });
    for (let round = 0; round < 2; round += 1) {
      for (let tried = 0; tried < 9; tried += 1) await tryLogIn(email, 'a wrong password').expect(401);
      await tryLogIn(email, PASSWORD).expect(201);
    }
  });

  test('leaves no e-mail address in Redis', async () => {
    await tryLogIn('secretive@example.com', 'a wrong password').expect(401);
    const keys = await world.cache().redis.keys(`${world.cache().key('limit')}*`);

    expect(keys.length).toBeGreaterThan(0);
    expect(keys.join()).not.toContain('secretive');
  });
});

test('a log-in that checked the old password does not outlive a change of the password', async () => {
  const { actor, email } = await world.aMember();
  const body = { currentPassword: PASSWORD, newPassword: 'an entirely new password' };

  // The change commits after the log-in has checked its hash and before it writes its session.
  const change = { done: false };
  const disarm = armFailpoint('identity.password_checked', async () => {
    if (change.done) return;
    change.done = true;
    await world.api.as(actor).put('/v1/me/password').send(body).expect(204);
  });
  try {
    await tryLogIn(email, PASSWORD).expect(401);
  } finally {
    disarm();
  }

  const sessions = await world.api.as(actor).get('/v1/auth/sessions').expect(200);
  expect((sessions.body as { items: unknown[] }).items).toHaveLength(1);
});
