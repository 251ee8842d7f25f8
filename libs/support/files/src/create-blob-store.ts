import { type BlobStore } from './blob-store.ts';
import { createDiskBlobStore } from './disk-blob-store.ts';
import { createS3BlobStore, type S3Config } from './s3-blob-store.ts';

/** The bucket where one is named, else the folder. */
export const createBlobStore = ({
  folder,
  s3,
}: {
  readonly folder: string;
  readonly s3?: S3Config;
}): BlobStore => (s3 ? createS3BlobStore(s3) : createDiskBlobStore(folder));
