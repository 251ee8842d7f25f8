import { randomUUID } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';

import { type BlobStore, checkedKey } from './blob-store.ts';

const isMissing = (error: unknown) => error instanceof Error && 'code' in error && error.code === 'ENOENT';

/** Blobs as files below a folder, which is made at the first write. */
export const createDiskBlobStore = (folder: string): BlobStore => {
  const pathOf = (key: string) => {
    const [kind = '', name = ''] = checkedKey(key).split('/');
    // Spread over 256 folders each: some tools grow slow in a folder of a million files.
    return resolve(folder, kind, name.slice(0, 2), name);
  };

  return {
    async put(key, content) {
      const path = pathOf(key);
      await mkdir(dirname(path), { recursive: true });
      const unfinished = join(dirname(path), `${randomUUID()}.unfinished`);
      try {
        const file = await open(unfinished, 'wx', 0o600);
        try {
          await file.writeFile(content);
          await file.sync();
        } finally {
          await file.close();
        }
        await rename(unfinished, path);
      } catch (error) {
        await rm(unfinished, { force: true });
        throw error;
      }
    },

    async get(key) {
      try {
        const file = await open(pathOf(key));
        return file.createReadStream();
      } catch (error) {
        if (isMissing(error)) return null;
        throw error;
      }
    },

    remove: (key) => rm(pathOf(key), { force: true }),

    openUpload: null,
  };
};
