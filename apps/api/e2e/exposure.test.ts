import { seedExposure } from '@soomcare/exposure';
import { expect, test } from 'vitest';

import { useApi } from './harness.ts';

const api = useApi();
/** 21:00 in Seoul on 2026-03-10. */
const NOW = '2026-03-10T12:00:00Z';

interface Days {
  readonly days: readonly {
    readonly date: string;
    readonly exposure?: string | null;
    readonly grade?: string;
  }[];
}

test('the month shows how the air was in the region that the member chose, and forgets it with the region', async () => {
  api.clock.set(NOW);
  const { caller } = await api.signUp();
  const me = await caller.get('/v1/me').expect(200);
  const { id: memberId } = me.body as { id: string };
  const month = await caller.get('/v1/calendar/2026-03').expect(200);
  expect((month.body as Days).days.every(({ exposure }) => exposure === null)).toBe(true);

  await seedExposure(
    { database: api.database(), now: () => api.clock.now() },
    { memberId, region: 'jeju', days: 5 },
  );
  await caller.put('/v1/me/exposure-region').send({ region: 'jeju' }).expect(204);
  const read = await caller
    .get('/v1/calendar/2026-03')
    .set('If-None-Match', month.headers['etag'] ?? '')
    .expect(200);
  const air = await caller.get('/v1/exposure?from=2026-03-06&to=2026-03-10').expect(200);

  const shown = (read.body as Days).days.filter(({ exposure }) => exposure !== null);
  const known = (air.body as Days).days;
  expect(known).toHaveLength(5);
  expect(shown.slice(-5).map(({ date, exposure }) => [date, exposure])).toEqual(
    known.map(({ date, grade }) => [date, grade]),
  );

  await caller.delete('/v1/me/exposure-region').expect(204);
  const without = await caller.get('/v1/calendar/2026-03').expect(200);
  expect((without.body as Days).days.every(({ exposure }) => exposure === null)).toBe(true);
});
