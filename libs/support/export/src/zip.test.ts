import { buffer } from 'node:stream/consumers';
import { Readable } from 'node:stream';

import { expect, test } from 'vitest';

import { unzip } from './testing/unzip.ts';
import { piecesOf, type ZippedFile, zipOf } from './zip.ts';

const AT = new Date('2026-03-10T03:00:00Z');

test('what goes in comes out, Korean names and contents too', async () => {
  const files = Readable.from([
    { path: 'json/기록.json', content: '{"기침":1}' },
    { path: 'README.txt', content: 'x'.repeat(100_000) },
  ]) as AsyncIterable<ZippedFile>;

  expect(await unzip(await buffer(zipOf(files, AT)))).toEqual({
    'json/기록.json': '{"기침":1}',
    'README.txt': 'x'.repeat(100_000),
  });
});

test('a file that cannot be made breaks the zip instead of being left out', async () => {
  const failing = async function* (): AsyncGenerator<ZippedFile> {
    yield { path: 'a', content: 'a' };
    await Promise.reject(new Error('the second file cannot be made'));
  };

  await expect(buffer(zipOf(failing(), AT))).rejects.toThrow('the second file cannot be made');
});

test.each([
  ['in the middle', ['abcd', 'efgh'], ['abc', 'def', 'gh']],
  ['at an end', ['abcdef'], ['abc', 'def']],
  ['of nothing', [], []],
])('bytes are cut into pieces of one length, also %s', async (_where, given, pieces) => {
  const bytes = Readable.from(given.map((text) => Buffer.from(text)));
  const found: string[] = [];
  for await (const piece of piecesOf(bytes, 3)) found.push(piece.toString());

  expect(found).toEqual(pieces);
});
