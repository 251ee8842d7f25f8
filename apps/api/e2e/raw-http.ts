import { connect } from 'node:net';

/** Longer than any answer may take, so that a hang fails the test that waits. */
const GIVE_UP_MS = 10_000;

export interface RawAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly body: Record<string, unknown>;
}

const parse = (text: string): RawAnswer => {
  const [head = '', body = ''] = text.split('\r\n\r\n', 2);

  return {
    status: Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1] ?? 0),
    contentType: /^content-type: (.*)$/im.exec(head)?.[1]?.trim() ?? '',
    body: JSON.parse(body === '' ? '{}' : body) as Record<string, unknown>,
  };
};

/** Sends a GET with exactly these header lines, however broken they are, and reads what comes until the connection ends. */
export const sendRaw = (port: number, path: string, headerLines: readonly string[]): Promise<RawAnswer> =>
  new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    const request = [`GET ${path} HTTP/1.1`, 'Host: localhost', 'Connection: close', ...headerLines, '', ''];
    let text = '';
    let failure: Error | null = null;
    socket.setTimeout(GIVE_UP_MS, () => socket.destroy(new Error(`no answer within ${GIVE_UP_MS} ms`)));
    socket.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
    // A server that refuses midway closes while we still send; its answer has come by then.
    socket.on('error', (error) => (failure = error));
    socket.on('close', () => {
      if (text === '') reject(failure ?? new Error('the connection ended without an answer'));
      else resolve(parse(text));
    });
    socket.write(request.join('\r\n'));
  });
