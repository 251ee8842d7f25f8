import type { Readable } from 'node:stream';

import type { Database } from '@soomcare/database';

import { blobKeysOf } from './blob-keys.ts';
import type { BlobStore } from './blob-store.ts';
import { createStoredFileRepository } from './stored-file.repository.ts';

export interface MemberPicturesDeps {
  readonly database: Database;
  readonly blobs: BlobStore;
}

/** Of one page of the list; no picture is opened by it. */
const LISTED = 100;

/** The pictures of a member that have passed their check, newest first, for whoever hands out all that is kept. */
export const createMemberPictures = ({ database, blobs }: MemberPicturesDeps) => {
  const files = createStoredFileRepository(database);

  return async function* (
    memberId: string,
  ): AsyncGenerator<{ path: string; bytes: number; open: () => Promise<Readable> }> {
    let page = await files.listChecked(memberId, null, LISTED);
    while (page.length > 0) {
      for (const { id, bytes, blobKey } of page) {
        yield {
          path: `pictures/${id}.jpg`,
          bytes,
          async open() {
            const content = await blobs.get(blobKeysOf(blobKey).full);
            if (!content) throw new Error('a picture was removed while it was read');
            return content;
          },
        };
      }
      page = await files.listChecked(memberId, page.at(-1)?.id ?? null, LISTED);
    }
  };
};
