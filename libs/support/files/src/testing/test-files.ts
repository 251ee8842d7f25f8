import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { newUuid } from '@soomcare/database';
import { anActor, createFakeClock, truncateAll, useTestApi, useTestDatabase } from '@soomcare/testing';
import { afterAll, beforeAll } from 'vitest';

import { type BlobStore } from '../blob-store.ts';
import { createDiskBlobStore } from '../disk-blob-store.ts';
import { createFileKeeping } from '../file-keeping.ts';
import { createFiles, type Files, type FilesDeps } from '../files.module.ts';
import { filesTables } from '../stored-file.entity.ts';

const START = '2026-03-10T03:00:00.000Z';

/** The files over HTTP, on a database and a folder of this test file's own. */
export const useTestFiles = (
  different: Partial<Pick<FilesDeps, 'audiences' | 'quota' | 'maxUploads'>> & {
    storeOf?: (folder: string) => BlobStore | Promise<BlobStore>;
  } = {},
) => {
  const { storeOf = createDiskBlobStore, ...options } = different;
  const database = useTestDatabase({ entities: filesTables });
  const clock = createFakeClock(START);
  let folder = '';
  let blobs: BlobStore;
  let files: Files;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'soomcare-files-'));
    blobs = await storeOf(folder);
  });
  afterAll(() => rm(folder, { recursive: true }));
  const api = useTestApi(() => {
    const deps = { database: database(), blobs, now: clock.now, newId: newUuid };
    files = createFiles({ audiences: {}, ...deps, ...options });
    return { endpoints: files.memberRoutes, now: clock.now };
  });

  const aMember = () => anActor({ authenticatedAt: clock.now() });

  return {
    api,
    aMember,
    clock,
    database,
    blobs: () => blobs,
    files: () => files,
    keeping: () => createFileKeeping({ database: database(), blobs, now: clock.now }),

    /** Uploads a picture that must be taken. @returns its id */
    async upload(member: ReturnType<typeof aMember>, picture: Buffer): Promise<string> {
      const answer = await api.as(member).post('/v1/files').attach('file', picture, 'photo.jpg').expect(201);
      return (answer.body as { id: string }).id;
    },

    /** The names of all files that lie below the folder. */
    async stored(): Promise<string[]> {
      const entries = await readdir(folder, { recursive: true, withFileTypes: true });
      return entries.filter((entry) => entry.isFile()).map(({ name }) => name);
    },

    /** As before the first upload. */
    async empty(): Promise<void> {
      await truncateAll(database());
      for (const name of await readdir(folder)) await rm(join(folder, name), { recursive: true });
    },

    async countRows(): Promise<number> {
      const [row] = await database().rows<{ total: number }>('SELECT COUNT(*) AS total FROM files');
      return row?.total ?? 0;
    },
  };
};
