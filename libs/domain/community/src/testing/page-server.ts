import { createHttpApp, type HttpServer, serve } from '@soomcare/http';
import { createLogger, createMetrics } from '@soomcare/observability';
import { afterAll, beforeAll } from 'vitest';

import type { PostSharing } from '../sharing/sharing.module.ts';

export interface ReadPage {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/** The pages of shared posts on a server of this test file's own. `build` runs once, before the first test. */
export const usePages = (build: () => PostSharing['pages']) => {
  let server: HttpServer;

  beforeAll(async () => {
    const logger = createLogger({ level: 'silent', name: 'test' });
    const listener = createHttpApp({
      ...{ logger, metrics: createMetrics(), corsOrigins: [], trustProxyHops: 0 },
      routers: [{ prefix: '', router: build() }],
    });
    server = await serve({ listener, port: 0, logger, onDrain: () => undefined, drainMs: 0 });
  });

  afterAll(() => server.stop());

  return async (path: string, method = 'GET'): Promise<ReadPage> => {
    const answer = await fetch(`http://127.0.0.1:${server.port}${path}`, { method });
    const headers = Object.fromEntries(answer.headers);
    return { status: answer.status, headers, text: await answer.text() };
  };
};
