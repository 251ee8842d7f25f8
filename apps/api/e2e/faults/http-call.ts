import { Agent, type IncomingHttpHeaders, request } from 'node:http';

/** Longer than any answer may take, so that a hang is told from a slow answer. */
const GIVE_UP_MS = 30_000;

const agent = new Agent({ keepAlive: true, maxSockets: Infinity });

export interface Call {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly token?: string;
  readonly body?: object;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Answer {
  readonly call: Call;
  /** `performance.now()` of the sending. */
  readonly sentAt: number;
  readonly ms: number;
  /** 0 where no answer came: `failure` says why. */
  readonly status: number;
  readonly failure: string | null;
  readonly headers: IncomingHttpHeaders;
  readonly body: Record<string, unknown>;
}

const parse = (text: string) => (text === '' ? {} : (JSON.parse(text) as Record<string, unknown>));

/** Sends one request over kept-alive connections; never rejects, since a lost answer is what the tests look for. */
export const send = (port: number, call: Call): Promise<Answer> =>
  new Promise((resolve) => {
    const { method = 'GET', path, token, body, headers } = call;
    const payload = body === undefined ? undefined : JSON.stringify(body);
    const sentAt = performance.now();
    const settle = (answer: Pick<Answer, 'status' | 'failure' | 'headers' | 'body'>) =>
      resolve({ call, sentAt, ms: performance.now() - sentAt, ...answer });
    const fail = (error: NodeJS.ErrnoException) =>
      settle({ status: 0, failure: error.code ?? error.message, headers: {}, body: {} });

    const outgoing = request(
      {
        port,
        host: '127.0.0.1',
        agent,
        method,
        path,
        headers: {
          ...headers,
          ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
          ...(payload === undefined
            ? {}
            : { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(payload) }),
        },
        signal: AbortSignal.timeout(GIVE_UP_MS),
      },
      (incoming) => {
        let text = '';
        incoming.setEncoding('utf8');
        incoming.on('data', (chunk: string) => (text += chunk));
        incoming.on('error', fail);
        incoming.on('end', () =>
          settle({
            status: incoming.statusCode ?? 0,
            failure: null,
            headers: incoming.headers,
            body: parse(text),
          }),
        );
      },
    );
    outgoing.on('error', fail);
    outgoing.end(payload);
  });

export const isSuccess = ({ status }: Answer) => status >= 200 && status < 300;

/** 503 as it should be: a problem document that says when to come back. */
export const isProperRefusal = ({ status, headers, body }: Answer) =>
  status === 503 &&
  headers['content-type']?.startsWith('application/problem+json') === true &&
  /^\d+$/.test(headers['retry-after'] ?? '') &&
  body['code'] === 'SERVICE_UNAVAILABLE';

/** For a failed expectation: what came, without tokens. */
export const describe = ({ call, status, failure, body, ms }: Answer) =>
  `${call.method ?? 'GET'} ${call.path} → ${failure ?? status} ${typeof body['code'] === 'string' ? body['code'] : ''} in ${Math.round(ms)} ms`;
