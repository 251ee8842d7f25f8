import { describe, expect, test } from 'vitest';

import { aSignUp, PASSWORD, useTestIdentity, visibleIn } from '../testing/test-identity.ts';

const world = useTestIdentity();
const EMAIL = 'minji@example.com';

const start = (different: Record<string, unknown> = {}) =>
  world.api.anyone().post('/v1/auth/sign-ups').send(aSignUp(different));

describe('somebody who tries addresses learns nothing', () => {
  test('a known and a new address get the same answer for the same number of hashes and rows', async () => {
    await world.aMember({ email: EMAIL });
    world.hashes.computed = 0;

    const known = visibleIn(await start());
    const work = [
      world.hashes.computed,
      await world.countRows('sign_ups'),
      await world.countRows('outbox_messages'),
    ];
    const fresh = visibleIn(await start({ email: 'new@example.com' }));

    expect(fresh).toEqual(known);
    expect(work).toEqual([1, 1, 1]);
    expect(world.hashes.computed).toBe(2);
    expect([await world.countRows('sign_ups'), await world.countRows('outbox_messages')]).toEqual([2, 2]);
  });

  test('the owner of a known address is told by mail, and keeps account and password', async () => {
    await world.aMember({ email: EMAIL });
    await start({ email: 'Minji@Example.com', password: 'another fine password' }).expect(202);
    const mail = await world.mailTo(EMAIL);

    expect(mail.subject).toBe('이미 숨케어 회원입니다');
    expect(mail.text).not.toContain('token=');
    await world.logIn(EMAIL, PASSWORD);
  });
});
