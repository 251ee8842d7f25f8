import { newUuid, pendingSchemaChanges } from '@soomcare/database';
import { expect, test } from 'vitest';

import { createChunkSeal } from './chunk-seal.ts';
import { createExportJob } from './export-job.ts';
import { createExportJobRepository } from './export-job.repository.ts';
import { createExportRepository } from './export.repository.ts';
import type { MemberTable } from './member-table.repository.ts';
import { unzip } from './testing/unzip.ts';
import { useTestExports } from './testing/test-exports.ts';

const world = useTestExports();

/** A worker that reads one table; the test says what happens while it does. */
const aWorker = (rows: MemberTable['rows']) =>
  createExportJob({
    documents: [],
    jobs: createExportJobRepository(world.database()),
    tables: [{ name: 'letters', columns: ['text'], rows }],
    seal: createChunkSeal(world.cipher),
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

const bytesOf = async (memberId: string) => {
  const exports = createExportRepository(world.database());
  const id = (await exports.find(memberId))?.id ?? '';
  const seal = createChunkSeal(world.cipher);
  const chunks = await exports.chunks(memberId, id);
  return { chunks, bytes: Buffer.concat(chunks.map((each, position) => seal.open(id, position, each))) };
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
  expect(await exports.chunks(memberId, id)).toEqual([]);
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
