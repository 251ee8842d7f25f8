import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createHttpClient, type HttpClient, type HttpPost } from './http-client.ts';

const OK = 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok';
const accepted = { status: 200, text: 'ok', retryAfter: undefined };
const LONG_MS = 60_000;

let server: Server;
let client: HttpClient;
let sockets: Socket[] = [];
let requests: string[] = [];
let answer = (socket: Socket): void => void socket.write(OK);

beforeEach(async () => {
  sockets = [];
  requests = [];
  answer = (socket) => void socket.write(OK);
  client = createHttpClient();
  server = createServer((socket) => {
    sockets.push(socket.on('error', () => {}));
    socket.on('data', (request) => {
      requests.push(request.toString());
      answer(socket);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterEach(() => {
  client.close();
  for (const socket of sockets) socket.destroy();
  server.close();
});

const urlOf = (path: string) => new URL(path, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
const post = ({ url = urlOf('/push?kind=1'), ...different }: Partial<HttpPost> = {}, by = client) =>
  by.post({ url, headers: {}, body: '', deadlineMs: LONG_MS, ...different });

test('a request is what RFC 9112 asks for, its length counted in bytes', async () => {
  expect(await post({ headers: { authorization: 'Bearer t', ttl: 60 }, body: '숨' })).toEqual(accepted);

  expect(requests).toEqual([
    [
      'POST /push?kind=1 HTTP/1.1',
      `host: ${urlOf('/').host}`,
      'connection: keep-alive',
      'authorization: Bearer t',
      'ttl: 60',
      'content-length: 3',
      '',
      '숨',
    ].join('\r\n'),
  ]);
});

test('one request after the other goes by one connection, requests at once by one each', async () => {
  await post();
  await post();
  expect(sockets).toHaveLength(1);

  await Promise.all([post(), post(), post()]);
  expect(sockets).toHaveLength(3);
});

test('a connection that the server has closed is not used again', async () => {
  await post();
  sockets[0]?.end();
  await vi.waitFor(() => expect(sockets[0]?.closed).toBe(true));

  expect(await post()).toEqual(accepted);
  expect(sockets).toHaveLength(2);
});

test('a connection that speaks unasked is closed', async () => {
  await post();
  sockets[0]?.write(OK);
  await vi.waitFor(() => expect(sockets[0]?.closed).toBe(true));

  expect(await post()).toEqual(accepted);
});

test('an answer that comes byte by byte is read all the same', async () => {
  answer = (socket) => {
    for (const byte of OK) socket.write(byte);
  };

  expect(await post()).toEqual(accepted);
});

test.each([
  ['is cut off', (socket: Socket) => void socket.end(OK.slice(0, -1))],
  ['is garbled', (socket: Socket) => void socket.write('SSH-2.0-server\r\n\r\n')],
  ['never begins', (socket: Socket) => void socket.destroy()],
])(
  'an answer that %s fails the request, and the next one goes by another connection',
  async (_, answerBadly) => {
    answer = answerBadly;
    expect(await post()).toEqual({ failed: 'connection-failed' });

    answer = (socket) => void socket.write(OK);
    expect(await post()).toEqual(accepted);
    expect(sockets).toHaveLength(2);
  },
);

test.each([
  ['in chunks', 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n'],
  ['after an interim one', `HTTP/1.1 103 Early Hints\r\nlink: </>\r\n\r\n${OK}`],
])('an answer that comes %s is read all the same', async (_, bytes) => {
  answer = (socket) => void socket.write(bytes);

  expect(await post()).toEqual(accepted);
});

test('an answer without a length ends with its connection', async () => {
  answer = (socket) => void socket.end('HTTP/1.1 500 Oops\r\n\r\nhalf a sen');

  expect(await post()).toEqual({ status: 500, text: 'half a sen', retryAfter: undefined });
});

test('of a Retry-After that comes twice the last one counts', async () => {
  answer = (socket) =>
    void socket.write('HTTP/1.1 429 No\r\nretry-after: 7\r\nRetry-After: 9\r\ncontent-length: 0\r\n\r\n');

  expect(await post()).toEqual({ status: 429, text: '', retryAfter: '9' });
});

test('an answer that takes too long fails the request, and is waited for no longer', async () => {
  answer = () => {};
  expect(await post({ deadlineMs: 20 })).toEqual({ failed: 'timeout' });
  await vi.waitFor(() => expect(sockets[0]?.closed).toBe(true));
});

test('a request that is connected only after its deadline is not sent', async () => {
  let connect = (): void => {};
  const late = createHttpClient({
    lookup: (_host, _options, done) => {
      connect = () => void done(null, [{ address: '127.0.0.1', family: 4 }]);
    },
  });
  const url = urlOf('/');
  url.hostname = 'push.example';

  expect(await post({ url, deadlineMs: 20 }, late)).toEqual({ failed: 'timeout' });
  connect();
  await vi.waitFor(() => expect(sockets[0]?.closed).toBe(true));
  late.close();
  expect(requests).toEqual([]);
});

test.each([
  ['an answer', `HTTP/1.1 200 OK\r\n\r\n${'x'.repeat(70_000)}`],
  ['a head', `HTTP/1.1 200 OK\r\nx: ${'x'.repeat(70_000)}`],
])('%s that does not end is read up to a limit', async (_, bytes) => {
  answer = (socket) => void socket.write(bytes);
  expect(await post()).toEqual({ failed: 'answer-too-big' });
});

test('a server that is not there fails the request', async () => {
  const url = urlOf('/');
  server.close();
  await once(server, 'close');

  expect(await post({ url })).toEqual({ failed: 'connection-failed' });
});

test('a header that would begin another one is refused', async () => {
  await expect(post({ headers: { ttl: '1\r\nx: 2' } })).rejects.toThrow('invalid ttl header');
});
