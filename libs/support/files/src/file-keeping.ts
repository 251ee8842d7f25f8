import { type Database, removeInBatches, type Transaction } from '@soomcare/database';

import { blobKeysOf } from './blob-keys.ts';
import { type BlobStore } from './blob-store.ts';
import { createDoomedBlobRepository } from './doomed-blob.repository.ts';
import { createStoredFileRepository } from './stored-file.repository.ts';
import { REMOVE_BLOBS_AFTER_MS } from './upload.service.ts';

export interface FileKeepingDeps {
  readonly database: Database;
  readonly blobs: BlobStore;
  readonly now: () => Date;
}

const UNUSED_KEPT_MS = 24 * 60 * 60 * 1000;

/**
 * Removes files. The row goes first and leaves the blobs' key behind, in one transaction; the blobs go later, and
 * their key last. So whatever dies in between, no row is without blobs and no blob stays for ever.
 */
export const createFileKeeping = ({ database, blobs, now }: FileKeepingDeps) => {
  const files = createStoredFileRepository(database);
  const doomed = createDoomedBlobRepository(database);
  const later = (ms: number) => new Date(now().getTime() + ms);

  const condemnUnused = (limit: number): Promise<number> =>
    database.transaction(async (tx) => {
      const ids = await files.claimUnused(later(-UNUSED_KEPT_MS), limit, tx);
      if (ids.length > 0) await files.condemn(ids, later(REMOVE_BLOBS_AFTER_MS), tx);
      return ids.length;
    });

  const removeBlobs = async (limit: number): Promise<number> => {
    const blobKeys = await doomed.listDue(now(), limit);
    for (const blobKey of blobKeys) {
      for (const key of Object.values(blobKeysOf(blobKey))) await blobs.remove(key);
    }
    await doomed.remove(blobKeys);
    return blobKeys.length;
  };

  return {
    eraseMember: (memberId: string, tx: Transaction): Promise<void> =>
      files.condemnMember(memberId, later(REMOVE_BLOBS_AFTER_MS), tx),

    /** @returns how many files' blobs it removed */
    async housekeeping(): Promise<number> {
      await removeInBatches(condemnUnused);
      return removeInBatches(removeBlobs);
    },
  };
};
