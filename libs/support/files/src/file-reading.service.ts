import { type Readable } from 'node:stream';

import { blobKeysOf } from './blob-keys.ts';
import { type BlobStore } from './blob-store.ts';
import { fileErrors } from './file.errors.ts';
import { type FileRow, isChecked, type Size } from './file.schemas.ts';
import { type StoredFileRepository } from './stored-file.repository.ts';

/** By the kind of subject: may this member see it, and so its files? */
export type Audiences = Readonly<Record<string, (memberId: string, subjectId: string) => Promise<boolean>>>;

export interface FileReadingDeps {
  readonly files: StoredFileRepository;
  readonly blobs: BlobStore;
  readonly audiences: Audiences;
}

export const createFileReading = ({ files, blobs, audiences }: FileReadingDeps) => {
  const mayRead = async (readerId: string, { memberId, subjectKind, subjectId }: FileRow) => {
    if (memberId === readerId) return true;
    if (subjectKind === null || subjectId === null) return false;

    return (await audiences[subjectKind]?.(readerId, subjectId)) ?? false;
  };

  return {
    /** @throws FILE_NOT_FOUND also where it is not for this member */
    async get(memberId: string, id: string, size: Size) {
      const file = await files.find(id);
      if (!file || !isChecked(file) || !(await mayRead(memberId, file))) throw fileErrors.FILE_NOT_FOUND();

      const isFull = size === 'full';
      return {
        bytes: isFull ? file.bytes : file.thumbnailBytes,
        tag: `"${file.contentSha256.toString('base64url')}${isFull ? '' : '-thumbnail'}"`,
        async open(): Promise<Readable> {
          const content = await blobs.get(blobKeysOf(file.blobKey)[size]);
          if (!content) throw fileErrors.FILE_NOT_FOUND();
          return content;
        },
      };
    },
  };
};

export type FileReading = ReturnType<typeof createFileReading>;
