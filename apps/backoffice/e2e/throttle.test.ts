import { expect, test } from 'vitest';

import { useBackoffice } from './harness.ts';

const api = useBackoffice({ rateLimitFactor: 1 });

test('after ten wrong passwords an account pauses, whether it exists or not, and others do not', async () => {
  const { email } = await api.anAccount('care');
  const other = await api.anAccount('care');
  for (const address of [email, 'nobody@soomcare.example']) {
    const body = { email: address, password: 'not the right password' };
    for (let guess = 0; guess < 10; guess += 1)
      await api.anyone().post('/v1/auth/sessions').send(body).expect(401);
    const paused = await api.anyone().post('/v1/auth/sessions').send(body).expect(429);
    expect(paused.get('Retry-After')).toBeDefined();
  }
  await api.challengeOf(other.email);
});

test('after ten wrong codes an account pauses, also with the right one', async () => {
  const { email } = await api.anAccount('care');
  const challenge = await api.challengeOf(email);
  const wrong = api.code() === '000000' ? '000001' : '000000';
  const send = (code: string) => api.anyone().post('/v1/auth/sessions/totp').send({ challenge, code });
  for (let guess = 0; guess < 10; guess += 1) await send(wrong).expect(401);
  await send(api.code()).expect(429);
});
