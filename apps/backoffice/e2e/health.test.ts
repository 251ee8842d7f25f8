import { test } from 'vitest';

import { useBackoffice } from './harness.ts';

const api = useBackoffice();

test('the health of the back-office is told to load balancers, and that it is stopping', async () => {
  await api.anyone().get('/health/live').expect(200);
  await api.anyone().get('/health/ready').expect(200);
  api.drain();
  await api.anyone().get('/health/ready').expect(503);
});
