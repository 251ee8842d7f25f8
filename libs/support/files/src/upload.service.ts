import { hash } from 'node:crypto';

import { type Database } from '@soomcare/database';
import { httpErrors, ProblemError, type Upload } from '@soomcare/http';

import { blobKeysOf } from './blob-keys.ts';
import { type BlobStore } from './blob-store.ts';
import { type DoomedBlobRepository } from './doomed-blob.repository.ts';
import { fileErrors } from './file.errors.ts';
import { type FileRow, type FileView, isChecked, MAX_UPLOAD_BYTES, presentFile } from './file.schemas.ts';
import { type PictureCheck } from './picture-check.ts';
import { fetchFile, receiveFile } from './receive-file.ts';
import { type StoredFileRepository } from './stored-file.repository.ts';
import { withTemporaryFile } from './temporary-file.ts';
import { type UploadTurns } from './upload-turns.ts';

/** Of one member in 24 hours. */
export interface DailyQuota {
  readonly files: number;
  readonly bytes: number;
}

export interface UploadDeps {
  readonly database: Database;
  readonly rows: { readonly files: StoredFileRepository; readonly doomed: DoomedBlobRepository };
  readonly blobs: BlobStore;
  readonly checkPicture: PictureCheck;
  readonly turns: UploadTurns;
  readonly quota: DailyQuota;
  readonly runtime: {
    readonly now: () => Date;
    readonly newId: () => string;
    readonly newBlobKey: () => string;
  };
}

const DAY_MS = 24 * 60 * 60 * 1000;
const DIRECT_UPLOAD_SECONDS = 5 * 60;
const QUOTA_RETRY_SECONDS = String(60 * 60);
/** Longer than an upload takes: one that is under way when its row is removed has ended by then. */
export const REMOVE_BLOBS_AFTER_MS = 60 * 60 * 1000;

const isRefusal = (error: unknown) => error instanceof ProblemError && [413, 422].includes(error.status);

/** How a file comes in. Its row is there first, so that what a crash leaves behind is found and removed. */
export const createUploadService = ({
  database,
  rows: { files, doomed },
  blobs,
  checkPicture,
  turns,
  quota,
  runtime: { now, newId, newBlobKey },
}: UploadDeps) => {
  const removeAfter = () => new Date(now().getTime() + REMOVE_BLOBS_AFTER_MS);

  const expectFile = async (memberId: string): Promise<FileRow> => {
    const at = now().toISOString();
    const row: FileRow = {
      id: newId(),
      memberId,
      blobKey: newBlobKey(),
      createdAt: at,
      checkedAt: null,
      contentSha256: null,
      bytes: null,
      thumbnailBytes: null,
      width: null,
      height: null,
      subjectKind: null,
      subjectId: null,
      unusedSince: at,
    };
    const since = new Date(now().getTime() - DAY_MS);
    if (await files.insertWithin({ ...quota, since }, row)) return row;

    throw fileErrors.FILE_QUOTA_USED({ headers: { 'Retry-After': QUOTA_RETRY_SECONDS } });
  };

  const keep = async ({ id, blobKey }: FileRow, path: string): Promise<FileView> => {
    const { full, thumbnail, width, height } = await checkPicture(path);
    const keys = blobKeysOf(blobKey);
    await blobs.put(keys.full, full);
    await blobs.put(keys.thumbnail, thumbnail);

    const contentSha256 = hash('sha256', full, 'buffer');
    const facts = { contentSha256, bytes: full.length, thumbnailBytes: thumbnail.length, width, height };
    if (await files.settle(id, facts, now())) return presentFile({ id, ...facts });

    // Settled by the same call a moment ago, or its member has withdrawn meanwhile.
    const row = await files.find(id);
    if (row && isChecked(row)) return presentFile(row);
    await doomed.add(blobKey, removeAfter());
    throw httpErrors.LOG_IN_REQUIRED();
  };

  /** Brings the bytes to a file on the disk, then keeps what the check makes of them. */
  const takeIn = (row: FileRow, bring: (path: string) => Promise<void>): Promise<FileView> =>
    turns.enter(row.memberId, (alone) =>
      withTemporaryFile(async (path) => {
        await bring(path);
        return alone(() => keep(row, path));
      }),
    );

  const condemn = ({ id }: FileRow) => database.transaction((tx) => files.condemn([id], removeAfter(), tx));

  return {
    async receive(memberId: string, upload: Upload): Promise<FileView> {
      const row = await expectFile(memberId);
      try {
        return await takeIn(row, (path) => receiveFile(upload, path));
      } catch (error) {
        await condemn(row);
        throw error;
      }
    },

    async openDirect(memberId: string, { mediaType }: { mediaType: string }) {
      if (!blobs.openUpload) throw fileErrors.DIRECT_UPLOAD_OFF();

      const { id, blobKey } = await expectFile(memberId);
      const upload = await blobs.openUpload(blobKeysOf(blobKey).quarantine, {
        mediaType,
        maxBytes: MAX_UPLOAD_BYTES,
        expiresInSeconds: DIRECT_UPLOAD_SECONDS,
      });
      const expiresAt = new Date(now().getTime() + DIRECT_UPLOAD_SECONDS * 1000).toISOString();
      return { id, url: upload.url, fields: { ...upload.fields }, expiresAt };
    },

    async completeDirect(memberId: string, id: string): Promise<FileView> {
      const row = await files.find(id);
      if (row?.memberId !== memberId) throw fileErrors.FILE_NOT_FOUND();
      if (isChecked(row)) return presentFile(row);

      const { quarantine } = blobKeysOf(row.blobKey);
      try {
        const view = await takeIn(row, async (path) => {
          const content = await blobs.get(quarantine);
          if (!content) throw fileErrors.FILE_NOT_UPLOADED();
          await fetchFile(content, path);
        });
        await blobs.remove(quarantine);
        return view;
      } catch (error) {
        // The same call a second time, and the first was faster: what it kept stays.
        const settled = await files.find(id);
        if (settled && isChecked(settled)) return presentFile(settled);
        if (isRefusal(error)) await condemn(row);
        throw error;
      }
    },
  };
};

export type UploadService = ReturnType<typeof createUploadService>;
