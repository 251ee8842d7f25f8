import { expect, test } from 'vitest';

import { useApi } from './harness.ts';

const api = useApi();

test('liveness asks nothing of any dependency', async () => {
  await api.anyone().get('/health/live').expect(200, { status: 'live' });
});

test('readiness follows the database and turns 503 as soon as the process drains', async () => {
  await api.anyone().get('/health/ready').expect(200, { status: 'ready', cache: 'up' });

  api.drain();
  const refused = await api.anyone().get('/health/ready').expect(503);
  expect(refused.headers['retry-after']).toBe('5');
  await api.anyone().get('/health/live').expect(200);
});
