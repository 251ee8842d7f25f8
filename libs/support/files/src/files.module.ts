import { randomBytes } from 'node:crypto';

import { type Database } from '@soomcare/database';

import { createAttachments } from './attachments.ts';
import { type BlobStore } from './blob-store.ts';
import { createDoomedBlobRepository } from './doomed-blob.repository.ts';
import { createFileKeeping } from './file-keeping.ts';
import { type Audiences, createFileReading } from './file-reading.service.ts';
import { filesRoutes } from './files.routes.ts';
import { createPictureCheck } from './picture-check.ts';
import { createStoredFileRepository } from './stored-file.repository.ts';
import { createUploadTurns } from './upload-turns.ts';
import { createUploadService, type DailyQuota } from './upload.service.ts';

export interface FilesDeps {
  readonly database: Database;
  readonly blobs: BlobStore;
  readonly audiences: Audiences;
  readonly now: () => Date;
  readonly newId: () => string;
  readonly quota?: DailyQuota;
  /** How many uploads this process has in hand at once. */
  readonly maxUploads?: number;
}

const DAILY_QUOTA: DailyQuota = { files: 100, bytes: 100 * 1024 * 1024 };
const MAX_UPLOADS = 20;
/** As many pictures as a post shows. */
const MAX_UPLOADS_OF_ONE = 4;
const BLOB_KEY_BYTES = 16;

/** Pictures that members upload: taken in, checked, served, used by contexts, removed. */
export const createFiles = ({
  database,
  blobs,
  audiences,
  now,
  newId,
  quota = DAILY_QUOTA,
  maxUploads = MAX_UPLOADS,
}: FilesDeps) => {
  const files = createStoredFileRepository(database);
  const uploads = createUploadService({
    database,
    rows: { files, doomed: createDoomedBlobRepository(database) },
    blobs,
    checkPicture: createPictureCheck(),
    turns: createUploadTurns({ inAll: maxUploads, ofOne: MAX_UPLOADS_OF_ONE }),
    quota,
    runtime: { now, newId, newBlobKey: () => randomBytes(BLOB_KEY_BYTES).toString('hex') },
  });
  const reading = createFileReading({ files, blobs, audiences });

  return {
    memberRoutes: filesRoutes({ uploads, reading }),
    /** For demo data. */
    receive: uploads.receive,
    attachments: createAttachments({ files, now }),
    eraseMember: createFileKeeping({ database, blobs, now }).eraseMember,
  };
};

export type Files = ReturnType<typeof createFiles>;
