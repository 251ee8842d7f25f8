import { newUuid } from '@soomcare/database';
import { expect, test } from 'vitest';

import { useExposureApi } from './testing/exposure-api.ts';

const { as, exposure } = useExposureApi({ withoutSource: true });

test('a server without a source says so, fetches nothing, and gives the month no grades', async () => {
  const me = as(newUuid());
  await me.put('/v1/me/exposure-region').send({ region: 'seoul' }).expect(204);

  const answer = await me.get('/v1/exposure?from=2026-04-14&to=2026-04-15').expect(200);

  expect(answer.body).toEqual({ available: false, region: 'seoul', attribution: [], latest: null, days: [] });
  expect(await exposure().housekeeping()).toBe(0);
  expect(exposure().gradesByDay).toBeUndefined();
});
