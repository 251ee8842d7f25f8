import { buffer } from 'node:stream/consumers';
import { Readable } from 'node:stream';

import { expect, test } from 'vitest';

import { unzip } from './testing/unzip.ts';
import { piecesOf, type ZippedFile, zipOf } from './zip.ts';

const AT = new Date('2026-03-10T03:00:00Z');

const breakingOff = function* () {
  yield Buffer.from('ab');
  throw new Error('the disk is gone');
};

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

const streamed = (open: () => Promise<Readable>) => ({ path: 'a.jpg', bytes: 3, open });
const zipWith = (...files: ZippedFile[]) => zipOf(Readable.from(files) as AsyncIterable<ZippedFile>, AT);

test('streamed files are opened one after the other, when their turn comes', async () => {
  const order: string[] = [];
  const picture = (name: string) => ({
    ...{ path: name, bytes: 3 },
    open() {
      order.push(`opens ${name}`);
      const content = Readable.from([Buffer.from(name)]);
      content.once('end', () => order.push(`ends ${name}`));
      return Promise.resolve(content);
    },
  });

  const files = await unzip(await buffer(zipWith(picture('1st'), picture('2nd'))));

  expect(files).toEqual({ '1st': '1st', '2nd': '2nd' });
  expect(order).toEqual(['opens 1st', 'ends 1st', 'opens 2nd', 'ends 2nd']);
});

test.each([
  ['cannot be opened', () => Promise.reject(new Error('it is gone'))],
  ['breaks off', () => Promise.resolve(Readable.from(breakingOff()))],
  ['is not as long as it should be', () => Promise.resolve(Readable.from([Buffer.from('ab')]))],
])('a streamed file that %s breaks the zip', async (_how, open) => {
  await expect(buffer(zipWith(streamed(open)))).rejects.toThrow();
});

test('a zip that nobody reads to its end closes the file that is open', async () => {
  const endless = new Readable({
    read() {
      this.push(Buffer.alloc(64 * 1024));
    },
  });
  const closed = new Promise((resolve) => endless.once('close', resolve));
  const zip = zipWith(streamed(() => Promise.resolve(endless)));

  zip.once('data', () => zip.destroy());

  await closed;
  expect(endless.destroyed).toBe(true);
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
