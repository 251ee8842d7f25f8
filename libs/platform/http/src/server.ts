import {
  createServer,
  type RequestListener,
  type Server,
  type ServerResponse,
  STATUS_CODES,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';

import type { Logger } from '@soomcare/observability';

import { type ErrorFactory, httpErrors } from './errors.ts';
import { problemType } from './problem.ts';

export interface HttpServer {
  readonly port: number;
  /** Says 503 on readiness from now on, then lets running requests finish, then closes. */
  stop(): Promise<void>;
}

export interface ServeOptions {
  readonly listener: RequestListener;
  readonly port: number;
  readonly logger: Logger;
  /** Called first on stop, so that the load balancer looks elsewhere. */
  readonly onDrain: () => void;
  /** How long the balancer needs to notice (its check interval); 0 where there is none. */
  readonly drainMs: number;
}

/** A request that is still running after this is cut (orchestrators kill after 30 s). */
const FINISH_WITHIN_MS = 25_000;

/** Longer than any proxy's idle time in front of us, so that the proxy closes first. */
const KEEP_ALIVE_MS = 65_000;

/** What Node refuses before Express sees it still leaves as problem+json. */
const answerBrokenRequest = (error: Error & { code?: string }, socket: Duplex) => {
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy();
    return;
  }

  const factory: ErrorFactory =
    error.code === 'HPE_HEADER_OVERFLOW' ? httpErrors.HEADERS_TOO_LARGE : httpErrors.INVALID_REQUEST;
  const { status, code, title } = factory;
  const body = JSON.stringify({ type: problemType(code), title, status, code, requestId: '' });
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\nContent-Type: application/problem+json; charset=utf-8\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
};

const closed = (server: Server) => new Promise<void>((resolve) => server.close(() => resolve()));

/** Listens, and stops without failing a request that has begun. Port 0 picks a free one. */
export const serve = async ({
  listener,
  port,
  logger,
  onDrain,
  drainMs,
}: ServeOptions): Promise<HttpServer> => {
  const running = new Set<ServerResponse>();
  let stopping: Promise<void> | undefined;
  const server = createServer(
    {
      requestTimeout: 30_000,
      headersTimeout: 10_000,
      keepAliveTimeout: KEEP_ALIVE_MS,
      maxHeaderSize: 16 * 1024,
    },
    (request, response) => {
      running.add(response.once('close', () => running.delete(response)));
      // Over a kept connection the client would send its next request, and the server would never be done.
      if (stopping) response.setHeader('Connection', 'close');
      listener(request, response);
    },
  );
  server.on('clientError', answerBrokenRequest);

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, resolve);
  });

  const stop = async () => {
    onDrain();
    for (const response of running) if (!response.headersSent) response.setHeader('Connection', 'close');
    await delay(drainMs);
    const cut = setTimeout(() => {
      logger.warn('requests were still running at the deadline and were cut');
      server.closeAllConnections();
    }, FINISH_WITHIN_MS);
    await closed(server);
    clearTimeout(cut);
  };

  return { port: (server.address() as AddressInfo).port, stop: () => (stopping ??= stop()) };
};
