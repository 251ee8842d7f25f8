import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { type BlobStore } from './blob-store.ts';
import { createDiskBlobStore } from './disk-blob-store.ts';
import { createS3BlobStore } from './s3-blob-store.ts';
import { startS3Server } from './testing/s3-server.ts';

interface Bench {
  readonly store: BlobStore;
  close(): Promise<void>;
}

const openDisk = async (): Promise<Bench> => {
  const folder = await mkdtemp(join(tmpdir(), 'soomcare-blobs-'));
  return { store: createDiskBlobStore(folder), close: () => rm(folder, { recursive: true }) };
};

const openS3 = async (): Promise<Bench> => {
  const server = await startS3Server();
  return { store: createS3BlobStore(server.config), close: server.stop };
};

const aKey = () => `images/${randomBytes(16).toString('hex')}`;

describe.each<[string, () => Promise<Bench>]>([
  ['disk', openDisk],
  ['s3', openS3],
])('%s', (_name, open) => {
  let bench: Bench;
  let store: BlobStore;
  beforeAll(async () => {
    bench = await open();
    store = bench.store;
  });
  afterAll(() => bench.close());

  const read = async (key: string) => {
    const stream = await store.get(key);
    return stream && (await buffer(stream));
  };

  test('what was put is there byte by byte, large or empty', async () => {
    for (const content of [randomBytes(3_000_000), Buffer.alloc(0)]) {
      const key = aKey();
      await store.put(key, content);

      expect((await read(key))?.equals(content)).toBe(true);
    }
  });

  test('a second put replaces the first', async () => {
    const key = aKey();
    await store.put(key, Buffer.from('first'));
    await store.put(key, Buffer.from('second'));

    expect(String(await read(key))).toBe('second');
  });

  test('what is removed is gone, and may be removed again', async () => {
    const [key, other] = [aKey(), aKey()];
    await store.put(key, Buffer.from('a'));
    await store.put(other, Buffer.from('b'));
    await store.remove(key);
    await store.remove(key);

    expect(await store.get(key)).toBeNull();
    expect(String(await read(other))).toBe('b');
  });

  test('what was never put is null', async () => {
    expect(await store.get(aKey())).toBeNull();
  });

  test.each([
    '../etc/passwd',
    'images/../../x',
    '/etc/passwd',
    'images/a.jpg',
    `images/${'A'.repeat(32)}`,
    '',
  ])('“%s” is no key', async (key) => {
    await expect(async () => store.put(key, Buffer.from('x'))).rejects.toThrow('no key');
    await expect(async () => store.get(key)).rejects.toThrow('no key');
    await expect(async () => store.remove(key)).rejects.toThrow('no key');
  });
});

test('on disk two puts at once leave one of both, whole', async () => {
  const { store, close } = await openDisk();
  const key = aKey();
  const contents = [randomBytes(500_000), randomBytes(500_000)];
  await Promise.all(contents.map((content) => store.put(key, content)));

  const stored = await buffer((await store.get(key)) ?? Readable.from([]));
  expect(contents.some((content) => stored.equals(content))).toBe(true);
  await close();
});

test('on disk a write that fails leaves nothing behind', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'soomcare-blobs-'));
  const store = createDiskBlobStore(folder);
  const key = aKey();
  // A folder in the blob's place: the last step, the rename, fails.
  await store.put(key, Buffer.from('x'));
  const path = join(folder, 'images', key.slice(7, 9));
  await rm(join(path, key.slice(7)));
  await mkdir(join(path, key.slice(7), 'inside'), { recursive: true });

  await expect(store.put(key, Buffer.from('y'))).rejects.toThrow();

  expect(await readdir(path)).toEqual([key.slice(7)]);
  await rm(folder, { recursive: true });
});

test('S3 that is away is 503 with the time to come again', async () => {
  const server = await startS3Server();
  const store = createS3BlobStore(server.config);
  await server.stop();

  const attempts = [
    () => store.put(aKey(), Buffer.from('x')),
    () => store.get(aKey()),
    () => store.remove(aKey()),
  ];
  for (const attempt of attempts) {
    await expect(attempt()).rejects.toMatchObject({
      code: 'SERVICE_UNAVAILABLE',
      details: { headers: { 'Retry-After': '5' } },
    });
  }
});
