import { Readable } from 'node:stream';

import { newUuid, pendingSchemaChanges } from '@soomcare/database';
import { expect, test } from 'vitest';

import { createChunkSeal } from './chunk-seal.ts';
import type { MemberDocuments } from './export-files.ts';
import { createExportJob } from './export-job.ts';
import { createExportJobRepository } from './export-job.repository.ts';
import { createExportRepository } from './export.repository.ts';
import type { MemberTable } from './member-table.repository.ts';
import { unzip } from './testing/unzip.ts';
import { useTestExports } from './testing/test-exports.ts';

const world = useTestExports();

/** A worker that reads one table; the test says what happens while it does. */
const aWorker = (rows: MemberTable['rows'], documents: readonly MemberDocuments[] = []) =>
  createExportJob({
    documents,
    jobs: createExportJobRepository(world.database()),
    tables: [{ name: 'letters', columns: ['text'], rows }],
    seal: createChunkSeal(world.memberCiphers),
    now: world.clock.now,
  });
const aQuietWorker = (text = '밤새 기침') => aWorker(() => Promise.resolve([{ text }]));

const asked = async (memberId = newUuid()) => {
  const createdAt = world.clock.now();
  const expiresAt = new Date(createdAt.getTime() + 1_000);
  await createExportRepository(world.database()).replace({ memberId, id: newUuid(), createdAt, expiresAt });
  return memberId;
};
const stateOf = async (memberId: string) =>
  (await createExportRepository(world.database()).find(memberId))?.state;

const chunksOf = async (memberId: string, id: string) => {
  const { findChunk } = createExportRepository(world.database());
  const chunks: Buffer[] = [];
  for (
    let next = await findChunk(memberId, id, 0);
    next;
    next = await findChunk(memberId, id, chunks.length)
  ) {
    chunks.push(next);
  }
  return chunks;
};

const bytesOf = async (memberId: string) => {
  const id = (await createExportRepository(world.database()).find(memberId))?.id ?? '';
  const seal = createChunkSeal(world.memberCiphers);
  const chunks = await chunksOf(memberId, id);
  const pieces = await Promise.all(chunks.map((each, position) => seal.open(memberId, id, position, each)));
  return { chunks, bytes: Buffer.concat(pieces) };
};

test('the migrated tables are what the entities say', async () => {
  const changes = await pendingSchemaChanges(world.database());

  expect(changes.filter((sql) => /`(exports|export_chunks)`/.test(sql))).toEqual([]);
});

test('a file of several pieces comes together again, and no piece can be read as it is kept', async () => {
  const memberId = await asked();
  const text = Array.from({ length: 40_000 }, () => newUuid()).join(' ');
  await aQuietWorker(text).makeNext();

  const { chunks, bytes } = await bytesOf(memberId);
  expect(chunks.length).toBeGreaterThan(2);
  expect(chunks.some((chunk) => chunk.includes('PK') && chunk.includes('letters'))).toBe(false);
  expect((await unzip(bytes))['json/letters.json']).toContain(text);
});

const PICTURE_BYTES = 5 * 1024 * 1024;

/** A picture whose every byte is its number. */
const aPicture = (fill: number, bytes: number, open?: () => Promise<Readable>) => ({
  path: `pictures/${fill}.jpg`,
  bytes,
  open: open ?? (() => Promise.resolve(Readable.from([Buffer.alloc(bytes, fill)]))),
});
const noRows = () => Promise.resolve([]);

test('pictures are streamed into the file, and the lease is renewed while they are', async () => {
  const memberId = await asked();
  const endTheLease = async () => {
    await world.endLeases();
    return Readable.from([Buffer.alloc(PICTURE_BYTES, 1)]);
  };
  const pictures = () => Readable.from([aPicture(1, PICTURE_BYTES, endTheLease), aPicture(2, 3)]);

  expect(await aWorker(noRows, [pictures]).makeNext()).toBe(true);

  const files = await unzip((await bytesOf(memberId)).bytes);
  expect(files['pictures/1.jpg']).toBe('\u0001'.repeat(PICTURE_BYTES));
  expect(files['pictures/2.jpg']).toBe('\u0002'.repeat(3));
  expect(await stateOf(memberId)).toBe('ready');
});

test('a picture that does not fit is left out, and the README says so in both languages', async () => {
  const memberId = await asked();
  const never = () => Promise.reject(new Error('this picture must not be opened'));
  const pictures = () => Readable.from([aPicture(1, 256 * 1024 * 1024 + 1, never), aPicture(2, 3)]);

  await aWorker(noRows, [pictures]).makeNext();

  const files = await unzip((await bytesOf(memberId)).bytes);
  expect(Object.keys(files).filter((path) => path.startsWith('pictures/'))).toEqual(['pictures/2.jpg']);
  expect(files['README.txt']).toContain('사진 1장');
  expect(files['README.txt']).toContain('1 pictures');
});

test('of two workers that wake together one makes the export', async () => {
  const memberId = await asked();
  const made = await Promise.all([aQuietWorker().makeNext(), aQuietWorker().makeNext()]);

  expect(made.sort()).toEqual([false, true]);
  expect(await stateOf(memberId)).toBe('ready');
});

test('what a dead worker has begun another one makes anew, and the dead one can no longer write', async () => {
  const memberId = await asked();
  const jobs = createExportJobRepository(world.database());
  const dead = await jobs.claim();
  if (!dead) throw new Error('there is nothing to claim');
  expect(await jobs.addChunk(dead, 0, Buffer.from('half a file'))).toBe(true);
  expect(await aQuietWorker().makeNext()).toBe(false);

  await world.endLeases();
  expect(await aQuietWorker().makeNext()).toBe(true);

  expect(await jobs.addChunk(dead, 1, Buffer.from('too late'))).toBe(false);
  expect(await jobs.progress(dead, 1, 1)).toBe(false);
  expect(Object.keys(await unzip((await bytesOf(memberId)).bytes))).toContain('json/letters.json');
});

test('a withdrawal in the middle of the work leaves nothing behind', async () => {
  const memberId = await asked();
  const exports = createExportRepository(world.database());
  const id = (await exports.find(memberId))?.id ?? '';
  const worker = aWorker(async () => {
    await world.database().transaction((tx) => world.exports.eraseMember(memberId, tx));
    return [{ text: 'read before the withdrawal' }];
  });

  expect(await worker.makeNext()).toBe(true);
  expect(await stateOf(memberId)).toBeUndefined();
  expect(await chunksOf(memberId, id)).toEqual([]);
});

test('what fails three times is given up, and another one may be asked for', async () => {
  const memberId = await asked();
  const worker = aWorker(() => Promise.reject(new Error('this table cannot be read')));

  for (const state of ['waiting', 'waiting', 'failed']) {
    await expect(worker.makeNext()).rejects.toThrow('cannot be read');
    expect(await stateOf(memberId)).toBe(state);
  }
  expect(await worker.makeNext()).toBe(false);
  await asked(memberId);
  expect(await stateOf(memberId)).toBe('waiting');
  await aQuietWorker().makeNext();
});

test('what kills three workers is given up', async () => {
  const memberId = await asked();
  const jobs = createExportJobRepository(world.database());
  for (let worker = 0; worker < 3; worker += 1) {
    expect(await jobs.claim()).toMatchObject({ memberId });
    await world.endLeases();
  }

  expect(await aQuietWorker().makeNext()).toBe(false);
  expect(await stateOf(memberId)).toBe('failed');
});

test('a table that belongs into the export and is unknown to the app is never left out in silence', async () => {
  await expect(world.exportsWithoutLetters().makeNext()).rejects.toThrow('letters');
});
