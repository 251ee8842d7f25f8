import { type LookupFunction } from 'node:net';
import { Agent, type Dispatcher, errors } from 'undici';
import { AddressRefused } from './guarded-lookup.ts';

export interface HttpPost {
  url: URL;
  headers: Readonly<Record<string, string | number>>;
  body: string | Buffer;
  /** For everything, from the connection to the last byte read. */
  deadlineMs: number;
}

export interface HttpAnswer {
  status: number;
  text: string;
  retryAfter: string | undefined;
}

export interface HttpFailure {
  failed: 'timeout' | 'connection-failed' | 'answer-too-big' | 'address-refused';
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

/** Answers of push providers have a few hundred bytes. */
const MAX_ANSWER_BYTES = 65_536;

const failureOf = (error: Error): HttpFailure['failed'] => {
  if (error instanceof AddressRefused) return 'address-refused';
  if (error instanceof errors.ConnectTimeoutError) return 'timeout';
  if (error instanceof errors.ResponseExceededMaxSizeError) return 'answer-too-big';

  return error instanceof errors.HeadersOverflowError ? 'answer-too-big' : 'connection-failed';
};

/** Sends POSTs over HTTP/1.1 on connections that it keeps, as many at once as are asked for. */
export const createHttpClient = (connect: HttpClientOptions = {}): HttpClient => {
  // The deadline is one timer for all of a request, so undici's own two for its parts are off.
  const agent = new Agent({
    connect,
    allowH2: false,
    pipelining: 1,
    maxResponseSize: MAX_ANSWER_BYTES,
    headersTimeout: 0,
    bodyTimeout: 0,
  });

  return {
    post: ({ url, headers, body, deadlineMs }) =>
      new Promise((resolve, reject) => {
        let request: Dispatcher.DispatchController | undefined;
        let isLate = false;
        let status = 0;
        let retryAfter: string | undefined;
        const chunks: Buffer[] = [];

        const giveUp = () => request?.abort(new errors.RequestAbortedError());
        const deadline = setTimeout(() => {
          isLate = true;
          resolve({ failed: 'timeout' });
          giveUp();
        }, deadlineMs);

        agent.dispatch(
          { origin: url.origin, path: `${url.pathname}${url.search}`, method: 'POST', headers, body },
          {
            onRequestStart(controller) {
              request = controller;
              // Connected too late: nothing has been sent yet.
              if (isLate) giveUp();
            },
            onResponseStart(_, code, answered) {
              status = code;
              retryAfter = [answered['retry-after']].flat().at(-1);
            },
            onResponseData(_, chunk) {
              chunks.push(chunk);
            },
            onResponseEnd() {
              clearTimeout(deadline);
              const answer = { status, text: Buffer.concat(chunks).toString(), retryAfter };
              // Undici frees the connection in a turn of its own; who posts again at once shall find it free.
              queueMicrotask(() => setImmediate(resolve, answer));
            },
            onResponseError(_, error) {
              clearTimeout(deadline);
              if (error instanceof errors.InvalidArgumentError) reject(error);
              else resolve({ failed: failureOf(error) });
            },
          },
        );
      }),
    close() {
      void agent.destroy();
    },
  };
};
