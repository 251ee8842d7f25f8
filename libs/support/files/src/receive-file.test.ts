import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { receiveFile } from './receive-file.ts';

const uncaught: unknown[] = [];
const note = (error: unknown) => uncaught.push(error);
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'soomcare-receive-'));
  process.on('uncaughtException', note);
});

afterAll(async () => {
  process.off('uncaughtException', note);
  await rm(folder, { recursive: true });
});

const part = 'Content-Disposition: form-data; name="file"; filename="a"';

test.each([
  ['a header without a colon', '--x\r\nContent-Disposition form-data\r\n\r\nx\r\n--x--\r\n'],
  ['a header without a name', '--x\r\n: nameless\r\n\r\nx\r\n--x--\r\n'],
  ['a file name with a zero byte', `--x\r\n${part.replace('"a"', '"a\0"')}\r\n\r\nx\r\n--x--\r\n`],
  ['a header that never ends', `--x\r\nA: ${'a'.repeat(20_000)}\r\n\r\nx\r\n--x--\r\n`],
  ['a broken part after the file', `--x\r\n${part}\r\n\r\nx\r\n--x\r\n: bad\r\n\r\n--x--\r\n`],
  ['a file that never ends', `--x\r\n${part}\r\n\r\nx`],
])('%s is refused, whole or in pieces, and ends no process', async (_what, body) => {
  const whole = Buffer.from(body);
  const pieces = Array.from({ length: Math.ceil(whole.length / 7) }, (_, at) =>
    whole.subarray(at * 7, at * 7 + 7),
  );

  for (const chunks of [[whole], pieces]) {
    const upload = { contentType: 'multipart/form-data; boundary=x', content: Readable.from(chunks) };

    await expect(receiveFile(upload, join(folder, 'picture'))).rejects.toMatchObject({
      code: 'UPLOAD_MALFORMED',
    });
    await setImmediate();
    expect(uncaught).toEqual([]);
  }
});
