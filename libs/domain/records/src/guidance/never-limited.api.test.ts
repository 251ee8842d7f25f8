import { newUuid } from '@soomcare/database';
import { httpErrors, idempotencyKeyTable } from '@soomcare/http';
import { createFakeClock, useTestApi, useTestDatabase } from '@soomcare/testing';
import { expect, test } from 'vitest';

import { createRecords } from '../records.module.ts';
import { recordsTables } from '../records.tables.ts';
import { aMember, locationOf, START } from '../testing/records-api.ts';

const database = useTestDatabase({ entities: [...recordsTables, idempotencyKeyTable] });
const clock = createFakeClock(START);
const usedUp = {
  consume: () => Promise.reject(httpErrors.TOO_MANY_REQUESTS({ headers: { 'Retry-After': '60' } })),
  reset: () => Promise.resolve(),
};
const api = useTestApi(() => ({
  endpoints: createRecords({ database: database(), now: clock.now, newId: newUuid }).memberRoutes,
  now: clock.now,
  rateLimiter: usedUp,
}));

test('a member whose limit is used up still writes a red flag, edits it, and gets the emergency card', async () => {
  const me = api.as(aMember(clock));
  const flagged = { occurredAt: '2026-03-10T08:00:00+09:00', redFlags: ['cannot-speak'] };

  const made = await me.post('/v1/symptom-records').send(flagged).expect(201);
  const edited = await me
    .patch(locationOf(made))
    .set('If-Match', '"1"')
    .send({ redFlags: ['grey-blue-lips'] })
    .expect(200);

  expect([made.body, edited.body]).toMatchObject([
    { emergency: { phone: '119' } },
    { emergency: { phone: '119' } },
  ]);
});

test.each([
  [
    '/v1/peak-flows',
    { measuredAt: '2026-03-10T08:00:00+09:00', blows: [200], scale: 'EU', bronchodilator: 'pre' },
  ],
  [
    '/v1/intakes',
    { takenAt: '2026-03-10T08:00:00+09:00', drugName: '벤토린', puffs: 2, purpose: 'as_needed' },
  ],
])('nor does a limit refuse a write to %s', async (path, body) => {
  await api.as(aMember(clock)).post(path).send(body).expect(201);
});

test('reads are limited as ever', async () => {
  await api.as(aMember(clock)).get('/v1/symptom-records').expect(429);
});
