import { createHttpApp, createMemberGuard, healthRoutes, mount, serve } from '@soomcare/http';
import { createLogger, createMetrics } from '@soomcare/observability';

export const MEMBER_ID = '01920000-0000-7000-8000-000000000001';
/** Any will do. */
export const TOKEN = 'x';

const health = healthRoutes({
  pingDatabase: () => Promise.resolve(),
  cacheIsUp: () => true,
  draining: () => false,
});

/**
 * Some routes of members behind the real middleware, in this process; whoever asks is the one member.
 * @param {readonly import('@soomcare/http').Endpoint[]} endpoints
 * @param {{ port?: number }} [options]
 * @returns {Promise<{ origin: string, stop: () => Promise<void> }>}
 */
export async function serveRoutes(endpoints, { port: wantedPort = 0 } = {}) {
  const logger = createLogger({ level: 'fatal', name: 'bench' });
  const now = () => new Date();
  const actor = {
    ...{ id: MEMBER_ID, sessionId: MEMBER_ID, timeZone: 'Asia/Seoul', consents: [] },
    authenticatedAt: now(),
  };
  const guards = {
    memberGuard: createMemberGuard(() => Promise.resolve(actor)),
    rateLimiter: { consume: () => Promise.resolve(), reset: () => Promise.resolve() },
    now,
  };
  const listener = createHttpApp({
    ...{ logger, metrics: createMetrics(), corsOrigins: [], trustProxyHops: 0 },
    routers: [
      { prefix: '', router: mount(health, guards) },
      { prefix: '/v1', router: mount(endpoints, guards) },
    ],
  });
  const { port, stop } = await serve({
    ...{ listener, port: wantedPort, logger, onDrain: () => {}, drainMs: 0 },
  });

  return { origin: `http://127.0.0.1:${port}`, stop };
}
