import {
  type Actor,
  createHttpApp,
  createMemberGuard,
  type Endpoint,
  type HttpServer,
  mount,
  type OpenProfile,
  type RateLimiter,
  serve,
} from '@soomcare/http';
import { createLogger, createMetrics } from '@soomcare/observability';
import { afterAll, beforeAll } from 'vitest';

import { type ApiClient, type Caller, createApiClient } from './api-client.ts';

export interface TestApi extends Omit<ApiClient, 'saveCaptures'> {
  /** As this member: the guard is real, only the token's check is replaced by this test's own. */
  as(actor: Actor): Caller;
  readonly url: string;
}

export interface TestApiParts {
  readonly endpoints: readonly Endpoint[];
  readonly now: () => Date;
  /** For a test of calls in another profile. */
  readonly openProfile?: OpenProfile;
  /** Without one nothing is limited. */
  readonly rateLimiter?: RateLimiter;
}

const unlimited: RateLimiter = { consume: () => Promise.resolve(), reset: () => Promise.resolve() };

/**
 * One context's endpoints behind the real HTTP stack under `/v1`, for the tests of this file.
 * `build` runs once, before the first test.
 */
export const useTestApi = (build: () => TestApiParts | Promise<TestApiParts>): TestApi => {
  const actors = new Map<string, Actor>();
  let server: HttpServer;
  let client: ApiClient;

  beforeAll(async () => {
    const { endpoints, rateLimiter = unlimited, ...options } = await build();
    const memberGuard = createMemberGuard((token) => Promise.resolve(actors.get(token) ?? null));
    const logger = createLogger({ level: 'silent', name: 'test' });
    const listener = createHttpApp({
      logger,
      metrics: createMetrics(),
      corsOrigins: [],
      trustProxyHops: 0,
      routers: [{ prefix: '/v1', router: mount(endpoints, { memberGuard, rateLimiter, ...options }) }],
    });
    server = await serve({ listener, port: 0, logger, onDrain: () => undefined, drainMs: 0 });
    client = createApiClient(`http://127.0.0.1:${server.port}`, [{ prefix: '/v1', endpoints }]);
  });

  afterAll(async () => {
    client.saveCaptures();
    await server.stop();
  });

  return {
    as(actor) {
      const token = `test.${actor.id}.${actor.sessionId}.${actors.size}`;
      actors.set(token, actor);
      return client.bearer(token);
    },
    bearer: (token) => client.bearer(token),
    with: (headers) => client.with(headers),
    anyone: () => client.anyone(),
    get url() {
      return `http://127.0.0.1:${server.port}`;
    },
  };
};
