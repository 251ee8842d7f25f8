import { randomBytes } from 'node:crypto';

import { createFieldCipher, newUuid } from '@soomcare/database';
import { httpErrors } from '@soomcare/http';
import { anActor, createFakeClock, useTestApi, useTestDatabase } from '@soomcare/testing';
import { expect, test } from 'vitest';

import { createSync } from './sync.ts';
import { syncTables } from './sync.tables.ts';

const database = useTestDatabase({ entities: syncTables });
const clock = createFakeClock('2026-03-10T03:00:00.000Z');
const usedUp = {
  consume: () => Promise.reject(httpErrors.TOO_MANY_REQUESTS({ headers: { 'Retry-After': '60' } })),
  reset: () => Promise.resolve(),
};
const api = useTestApi(() => ({
  endpoints: createSync({
    database: database(),
    kinds: [],
    cipher: createFieldCipher({ keys: [{ id: 1, key: randomBytes(32) }] }),
    now: clock.now,
  }).memberRoutes,
  now: clock.now,
  rateLimiter: usedUp,
}));

test('a member whose limit is used up still sends what was written offline; a pull waits', async () => {
  const me = api.as(anActor({ authenticatedAt: clock.now() }));
  const mutation = { mutationId: newUuid(), kind: 'unknown', op: 'create', id: newUuid() };

  const pushed = await me
    .post('/v1/sync')
    .send({ deviceId: newUuid(), mutations: [mutation] })
    .expect(200);

  expect(pushed.body).toMatchObject({ results: [{ problem: { code: 'SYNC_KIND_UNKNOWN' } }] });
  await me.get('/v1/sync').expect(429);
});
