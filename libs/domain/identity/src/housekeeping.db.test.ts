import { sqlInstant } from '@soomcare/database';
import { expect, test } from 'vitest';

import { aSignUp, useTestIdentity } from './testing/test-identity.ts';

const world = useTestIdentity();

const runAll = async () => {
  const changed: Record<string, number> = {};
  for (const { name, run } of world.identity.housekeeping) changed[name] = await run();
  return changed;
};

const nothing = {
  'identity.expired-sign-ups': 0,
  'identity.expired-password-resets': 0,
  'identity.expired-family-links': 0,
  'identity.expired-social-attempts': 0,
  'identity.ended-sessions': 0,
  'identity.expired-sessions': 0,
  'identity.expired-staff-sessions': 0,
  'identity.expired-staff-invitations': 0,
  'identity.expired-record-access': 0,
  'identity.used-refresh-successors': 0,
  'identity.unlinked-members': 0,
};

test('what is not over yet is left alone', async () => {
  const { email, tokens } = await world.aMember();
  await world.api.anyone().post('/v1/auth/sign-ups').send(aSignUp()).expect(202);
  await world.api.anyone().post('/v1/auth/password-resets').send({ email }).expect(202);
  await world.refresh(tokens.refreshToken);

  expect(await runAll()).toEqual(nothing);
});

test('expired sign-ups and resets go, and a second run finds nothing', async () => {
  const { email } = await world.aMember();
  await world.api.anyone().post('/v1/auth/sign-ups').send(aSignUp()).expect(202);
  await world.api.anyone().post('/v1/auth/password-resets').send({ email }).expect(202);
  world.clock.advance({ hours: 1 });

  expect(await runAll()).toEqual({
    ...nothing,
    'identity.expired-sign-ups': 1,
    'identity.expired-password-resets': 1,
  });
  expect(await runAll()).toEqual(nothing);
});

test('sessions go thirty days after they ended or ran out', async () => {
  const { actor, email } = await world.aMember();
  await world.logIn(email);
  await world.api.as(actor).delete('/v1/auth/sessions/current').expect(204);
  world.clock.advance({ days: 30, seconds: -1 });
  expect(await runAll()).toEqual(nothing);

  world.clock.advance({ seconds: 1 });
  expect(await runAll()).toEqual({ ...nothing, 'identity.ended-sessions': 1 });
  world.clock.advance({ days: 30 });
  expect(await runAll()).toEqual({ ...nothing, 'identity.expired-sessions': 1 });
});

test('a link for new staff goes when its time is over', async () => {
  const expiresAt = new Date(world.clock.now().getTime() + 24 * 60 * 60_000);
  await world.database().run(
    `INSERT INTO staff_invitations (staff_id, token_hash, sealed_totp_secret, expires_at, created_at)
     VALUES (RANDOM_BYTES(16), RANDOM_BYTES(32), RANDOM_BYTES(60), ?, ?)`,
    [sqlInstant(expiresAt), sqlInstant(world.clock.now())],
  );
  expect(await runAll()).toEqual(nothing);

  world.clock.advance({ days: 1 });
  expect(await runAll()).toEqual({ ...nothing, 'identity.expired-staff-invitations': 1 });
});

test('a successor is wiped once its parent may not ask for it any more, and the session goes on', async () => {
  const { tokens } = await world.aMember();
  const next = await world.refresh(tokens.refreshToken);
  world.clock.advance({ seconds: 15 });

  expect(await runAll()).toEqual({ ...nothing, 'identity.used-refresh-successors': 1 });
  const rows = await world.database().rows('SELECT 1 FROM sessions WHERE sealed_successor IS NOT NULL');
  expect(rows).toEqual([]);
  await world.refresh(next.refreshToken);
});
