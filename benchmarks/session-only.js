// The product's whole middleware around a handler that does nothing, wired as apps/api does it: what a log-in check
// costs (goal P4). No route of the product is that empty.
import { createCache } from '@soomcare/cache';
import { loadConfig } from '@soomcare/config';
import { createDatabase } from '@soomcare/database';
import {
  createHttpApp,
  createMemberGuard,
  createRateLimiter,
  endpoint,
  healthRoutes,
  member,
  mount,
  serve,
} from '@soomcare/http';
import { createFakeMailer } from '@soomcare/mail';
import { createLogger, createMetrics, stopLogger } from '@soomcare/observability';
import { z } from 'zod';
import { createContexts } from '../apps/api/src/contexts.ts';
import { tables } from '../apps/api/src/tables.ts';

const config = loadConfig();
const logger = createLogger({ level: config.logLevel, name: 'session-only' });
const metrics = createMetrics();
const database = await createDatabase({ ...config.database, logger, entities: tables });
const cache = await createCache({ url: config.redis.url, prefix: 'soomcare', logger });
const rateLimiter = createRateLimiter({ cache, factor: config.rateLimitFactor });
const now = () => new Date();
const { identity } = createContexts({
  config,
  database,
  cache,
  mailer: createFakeMailer(),
  logger,
  now,
  rateLimiter,
});

const whoAmI = endpoint(
  {
    method: 'get',
    path: '/session',
    operationId: 'benchSession',
    summary: 'Who calls',
    tag: 'Bench',
    access: member(),
    response: z.object({ memberId: z.uuid(), ok: z.boolean() }),
  },
  ({ actor }) => Promise.resolve({ memberId: actor.id, ok: true }),
);
const health = healthRoutes({
  pingDatabase: () => database.ping(),
  cacheIsUp: () => cache.isUp(),
  draining: () => false,
});
const guards = { memberGuard: createMemberGuard(identity.verifyAccessToken), rateLimiter, now };

const listener = createHttpApp({
  logger,
  metrics,
  corsOrigins: [],
  trustProxyHops: 0,
  routers: [
    { prefix: '', router: mount(health, guards) },
    { prefix: '/v1', router: mount([whoAmI], guards) },
  ],
});
const server = await serve({ listener, port: config.api.port, logger, onDrain: () => {}, drainMs: 0 });

process.once('SIGTERM', async () => {
  await server.stop();
  await cache.close();
  await database.close();
  await stopLogger(logger);
});
