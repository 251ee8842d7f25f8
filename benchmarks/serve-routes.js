import { createHttpApp, createMemberGuard, mount, serve } from '@soomcare/http';
import { createLogger, createMetrics } from '@soomcare/observability';

export const MEMBER_ID = '01920000-0000-7000-8000-000000000001';
/** Any will do. */
export const TOKEN = 'x';

/**
 * Some routes of members behind the real middleware, in this process; whoever asks is the one member.
 * @param {readonly import('@soomcare/http').Endpoint[]} endpoints
 * @returns {Promise<{ origin: string, stop: () => Promise<void> }>}
 */
export async function serveRoutes(endpoints) {
  const logger = createLogger({ level: 'fatal', name: 'bench' });
  const now = () => new Date();
  const actor = {
    ...{ id: MEMBER_ID, sessionId: MEMBER_ID, timeZone: 'Asia/Seoul', consents: [] },
    authenticatedAt: now(),
  };
  const router = mount(endpoints, {
    memberGuard: createMemberGuard(() => Promise.resolve(actor)),
    rateLimiter: { consume: () => Promise.resolve(), reset: () => Promise.resolve() },
    now,
  });
  const listener = createHttpApp({
    ...{ logger, metrics: createMetrics(), corsOrigins: [], trustProxyHops: 0 },
    routers: [{ prefix: '/v1', router }],
  });
  const { port, stop } = await serve({ listener, port: 0, logger, onDrain: () => {}, drainMs: 0 });

  return { origin: `http://127.0.0.1:${port}`, stop };
}
