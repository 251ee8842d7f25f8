import { z } from 'zod';

import { anyone } from './access.ts';
import { endpoint } from './endpoint.ts';
import { httpErrors } from './errors.ts';

const readiness = z
  .object({
    status: z.literal('ready'),
    /** `down` here does not take the service out: it works without its cache, only slower. */
    cache: z.enum(['up', 'down']),
  })
  .meta({ id: 'Readiness' });

export interface HealthDeps {
  /** Rejects when the database does not answer: nothing useful works without it. */
  readonly pingDatabase: () => Promise<void>;
  readonly cacheIsUp: () => boolean;
  readonly draining: () => boolean;
}

/** `/health/live` asks nothing of any dependency; `/health/ready` is what a load balancer follows. */
export const healthRoutes = ({ pingDatabase, cacheIsUp, draining }: HealthDeps) => [
  endpoint(
    {
      method: 'get',
      path: '/health/live',
      operationId: 'getLiveness',
      summary: 'The process runs',
      tag: 'Health',
      access: anyone('probe without content'),
      response: z.object({ status: z.literal('live') }).meta({ id: 'Liveness' }),
    },
    () => Promise.resolve({ status: 'live' as const }),
  ),
  endpoint(
    {
      method: 'get',
      path: '/health/ready',
      operationId: 'getReadiness',
      summary: 'The process can answer: database reachable, not stopping',
      tag: 'Health',
      access: anyone('probe without content'),
      response: readiness,
      errors: [httpErrors.SERVICE_UNAVAILABLE],
    },
    async () => {
      if (draining()) throw httpErrors.SERVICE_UNAVAILABLE({ headers: { 'Retry-After': '5' } });

      await pingDatabase();
      return { status: 'ready' as const, cache: cacheIsUp() ? ('up' as const) : ('down' as const) };
    },
  ),
];
