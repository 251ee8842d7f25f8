import { connect as connectTcp, isIP, type LookupFunction } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { type HttpAnswer } from './http-answer.ts';
import { createHttpConnection, type HttpConnection, type HttpFailure } from './http-connection.ts';

export interface HttpPost {
  url: URL;
  headers: Readonly<Record<string, string | number>>;
  body: string | Buffer;
  /** For everything, from the first byte sent to the last one read. */
  deadlineMs: number;
}

export interface HttpClientOptions {
  /** Finds the addresses that connections may go to. */
  lookup?: LookupFunction;
  /** A certificate authority instead of the well-known ones, PEM. */
  ca?: string;
}

export interface HttpClient {
  /** Follows no redirect and never rejects for what a server may do. */
  post(request: HttpPost): Promise<HttpAnswer | HttpFailure>;
  close(): void;
}

const headerText = /^[\t\x20-\x7e]*$/;

const requestBytes = ({ url, headers, body }: HttpPost): Buffer => {
  const content = typeof body === 'string' ? Buffer.from(body) : body;
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  if (!lines.every((line) => headerText.test(line))) throw new TypeError('not what a header may hold');

  const head = [
    `POST ${url.pathname}${url.search} HTTP/1.1`,
    `host: ${url.host}`,
    ...lines,
    `content-length: ${content.length}`,
  ];

  return Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`, 'latin1'), content]);
};

const socketTo = (url: URL, { lookup, ca }: HttpClientOptions) => {
  const host = url.hostname.replaceAll(/^\[|\]$/g, '');
  const isTls = url.protocol === 'https:';
  const where = {
    host,
    port: url.port === '' ? (isTls && 443) || 80 : Number(url.port),
    noDelay: true,
    ...(lookup ? { lookup } : {}),
  };
  if (!isTls) return connectTcp(where);

  return connectTls({
    ...where,
    ALPNProtocols: ['http/1.1'],
    ...(isIP(host) === 0 ? { servername: host } : {}),
    ...(ca === undefined ? {} : { ca }),
  });
};

/**
 * Sends POSTs over HTTP/1.1 on connections that it keeps, as many at once as are asked for. Ours, since Node's own
 * client takes two and a half times the processor time, and pushes are half of what a rush of reminders costs a worker.
 */
export const createHttpClient = (options: HttpClientOptions = {}): HttpClient => {
  const connections = new Set<HttpConnection>();
  /** The last one used is the next one used, so that those left over run into the server's time-out. */
  const free = new Map<string, HttpConnection[]>();

  const connect = (url: URL): HttpConnection => {
    const { origin } = url;
    const connection = createHttpConnection(socketTo(url, options), {
      onFree() {
        const others = free.get(origin);
        if (others) others.push(connection);
        else free.set(origin, [connection]);
      },
      onGone() {
        connections.delete(connection);
        const others = free.get(origin)?.filter((other) => other !== connection) ?? [];
        if (others.length > 0) free.set(origin, others);
        else free.delete(origin);
      },
    });
    connections.add(connection);

    return connection;
  };

  return {
    async post(request) {
      const bytes = requestBytes(request);
      const connection = free.get(request.url.origin)?.pop() ?? connect(request.url);

      return connection.ask(bytes, request.deadlineMs);
    },
    close() {
      for (const connection of connections) connection.destroy();
    },
  };
};
