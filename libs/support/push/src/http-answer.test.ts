import { expect, test } from 'vitest';
import { readAnswer } from './http-answer.ts';

const bytesOf = (...lines: string[]) => Buffer.from(lines.join('\r\n'));
const read = (bytes: Buffer, hasEnded = false) => readAnswer(bytes, hasEnded);
const ok = 'HTTP/1.1 200 OK';

test('an answer of a given length is read, and its connection kept', () => {
  const bytes = bytesOf(ok, 'Content-Type: application/json', 'Content-Length: 9', '', '{"숨":1}');

  expect(read(bytes)).toEqual({
    answer: { status: 200, text: '{"숨":1}', retryAfter: undefined },
    isReusable: true,
  });
});

test('an answer in chunks is put together, with extensions and trailers left out', () => {
  const bytes = bytesOf(
    ...['HTTP/1.1 429 Too Many Requests', 'transfer-encoding: Chunked', 'RETRY-AFTER:\t7 ', ''],
    ...['3;name=value', 'abc', 'A', '0123456789', '000', 'x-trailer: 1', '', ''],
  );

  expect(read(bytes)).toEqual({
    answer: { status: 429, text: 'abc0123456789', retryAfter: '7' },
    isReusable: true,
  });
});

test.each([
  ['of a given length', bytesOf(ok, 'content-length: 4', '', 'body')],
  ['in chunks', bytesOf(ok, 'transfer-encoding: chunked', '', '4', 'body', '0', '', '')],
  ['after an interim one', bytesOf('HTTP/1.1 100 Continue', '', ok, 'content-length: 4', '', 'body')],
])('an answer %s is not read before its last byte has come', (_, whole) => {
  for (let seen = 0; seen < whole.length; seen += 1) expect(read(whole.subarray(0, seen))).toBeNull();
  expect(read(whole)?.answer).toMatchObject({ status: 200, text: 'body' });
});

test('an answer without a length ends with its connection', () => {
  const bytes = bytesOf('HTTP/1.1 500 Oops', '', 'half a sen');

  expect(read(bytes)).toBeNull();
  expect(read(bytes, true)).toMatchObject({
    answer: { status: 500, text: 'half a sen' },
    isReusable: false,
  });
});

test('an answer that has no body is whole with its head', () => {
  expect(read(bytesOf('HTTP/1.1 204 No Content', '', ''))).toMatchObject({
    answer: { status: 204, text: '' },
    isReusable: true,
  });
});

test.each([
  ['it is to be closed', bytesOf(ok, 'content-length: 0', 'connection: Close', '', '')],
  ['it is HTTP/1.0', bytesOf('HTTP/1.0 200 OK', 'content-length: 0', '', '')],
  ['more has come than was asked for', bytesOf(ok, 'content-length: 1', '', 'ab')],
])('a connection is not kept where %s', (_, bytes) => {
  expect(read(bytes)?.isReusable).toBe(false);
});

test.each([
  ['another protocol', bytesOf('SSH-2.0-server', '', '')],
  ['another version', bytesOf('HTTP/2 200', '', '')],
  ['a length that is none', bytesOf(ok, 'content-length: -1', '', '')],
  ['a coding that nobody asked for', bytesOf(ok, 'transfer-encoding: gzip, chunked', '', '')],
  ['a chunk without its size', bytesOf(ok, 'transfer-encoding: chunked', '', 'body', '')],
])('%s is garbled', (_, bytes) => {
  expect(() => read(bytes)).toThrow('the answer is not HTTP/1.1');
});
