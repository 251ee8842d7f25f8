import type { Method } from '@soomcare/http';
import { expect, test } from 'vitest';

import { useTestIdentity } from '../testing/test-identity.ts';

const world = useTestIdentity();

const someId = '0198f0a0-0000-7000-8000-000000000000';
const routes: [Method, string, 'anyone' | 'member'][] = [
  ['get', '/v1/consent-texts', 'anyone'],
  ['post', '/v1/auth/sign-ups', 'anyone'],
  ['post', '/v1/auth/sign-ups/confirm', 'anyone'],
  ['post', '/v1/auth/password-resets', 'anyone'],
  ['post', '/v1/auth/password-resets/confirm', 'anyone'],
  ['post', '/v1/auth/sessions', 'anyone'],
  ['post', '/v1/auth/tokens', 'anyone'],
  ['get', '/v1/auth/sessions', 'member'],
  ['delete', '/v1/auth/sessions/current', 'member'],
  ['delete', `/v1/auth/sessions/${someId}`, 'member'],
  ['delete', '/v1/auth/sessions', 'member'],
  ['post', '/v1/auth/social-attempts', 'anyone'],
  ['post', '/v1/auth/sessions/social', 'anyone'],
  ['post', '/v1/auth/sign-ups/social', 'anyone'],
  ['get', '/v1/me/identities', 'member'],
  ['post', '/v1/me/identities', 'member'],
  ['delete', '/v1/me/identities/google', 'member'],
  ['get', '/v1/me', 'member'],
  ['get', '/v1/me/access-log', 'member'],
  ['patch', '/v1/me', 'member'],
  ['delete', '/v1/me', 'member'],
  ['put', '/v1/me/password', 'member'],
  ['get', '/v1/me/consents', 'member'],
  ['put', '/v1/me/consents/marketing', 'member'],
  ['get', '/v1/me/children', 'member'],
  ['post', '/v1/me/children', 'member'],
  ['delete', `/v1/me/children/${someId}`, 'member'],
  ['post', `/v1/me/children/${someId}/guardians`, 'member'],
  ['post', '/v1/me/guardianships', 'member'],
  ['post', `/v1/me/children/${someId}/hand-over`, 'member'],
  ['post', '/v1/auth/hand-overs/confirm', 'anyone'],
  ['get', '/v1/me/guardians', 'member'],
  ['put', `/v1/me/devices/${someId}`, 'member'],
  ['delete', `/v1/me/devices/${someId}`, 'member'],
];

test('every route of this context is in the list below', () => {
  const pattern = (path: string) =>
    path
      .replace('/v1', '')
      .replace(someId, '{}')
      .replace(/marketing|google/, '{}');
  const listed = routes.map(([method, path]) => `${method} ${pattern(path)}`);
  const actual = world.identity.memberRoutes.map(
    ({ contract }) => `${contract.method} ${contract.path.replaceAll(/\{\w+\}/g, '{}')}`,
  );

  expect(listed.sort()).toEqual(actual.sort());
});

const callerFor = async (access: 'anyone' | 'member') =>
  access === 'anyone' ? world.api.anyone() : world.api.as((await world.aMember()).actor);

test.each(routes.filter(([, , access]) => access === 'member'))(
  '%s %s answers 401 without a log-in',
  async (method, path) => {
    const answer = await world.api.anyone()[method](path).expect(401);
    expect(answer.body).toMatchObject({ code: 'LOG_IN_REQUIRED' });
    expect(answer.headers['www-authenticate']).toContain('Bearer');
  },
);

test.each(routes)('%s %s answers 400 to a query it does not know', async (method, path, access) => {
  const caller = await callerFor(access);
  const answer = await caller[method](`${path}?surprise=1`).set('If-Match', '"1"').expect(400);
  expect(answer.body).toMatchObject({ code: 'INVALID_REQUEST' });
});

test.each(routes.filter(([method]) => ['post', 'put', 'patch'].includes(method)))(
  '%s %s answers 400 to a key it does not know',
  async (method, path, access) => {
    const caller = await callerFor(access);
    const answer = await caller[method](path).set('If-Match', '"1"').send({ isAdmin: true }).expect(400);
    expect(answer.body).toMatchObject({ code: 'INVALID_REQUEST' });
  },
);
