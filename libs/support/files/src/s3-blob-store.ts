import { Readable } from 'node:stream';

import { httpErrors } from '@soomcare/http';

import { type BlobStore, checkedKey } from './blob-store.ts';

export interface S3Config {
  readonly bucket: string;
  readonly region: string;
  /** Of a server that speaks S3 and is not Amazon's. */
  readonly endpoint?: string;
  /** Without them the machine's role counts. */
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

const CONNECT_MS = 1_000;
const ANSWER_MS = 5_000;
const RETRY_AFTER_SECONDS = '5';

/** Loaded with the first blob: the client costs a start 0.15 s of CPU time (measured). */
const loadClient = async ({ region, endpoint, credentials }: S3Config) => {
  const [sdk, { createPresignedPost }] = await Promise.all([
    import('@aws-sdk/client-s3'),
    import('@aws-sdk/s3-presigned-post'),
  ]);
  const client = new sdk.S3Client({
    region,
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(credentials ? { credentials } : {}),
    forcePathStyle: true,
    maxAttempts: 2,
    // Not every server that speaks S3 knows the newer checksums.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: { connectionTimeout: CONNECT_MS, requestTimeout: ANSWER_MS, throwOnRequestTimeout: true },
  });
  return { sdk, client, createPresignedPost };
};

/** S3 that does not answer is a fault that passes, like a database that is away. */
const orUnavailable = <T>(answer: Promise<T>): Promise<T> =>
  answer.catch((cause: unknown) => {
    const unavailable = httpErrors.SERVICE_UNAVAILABLE({ headers: { 'Retry-After': RETRY_AFTER_SECONDS } });
    throw Object.assign(unavailable, { cause });
  });

/** Blobs as objects of a private bucket. */
export const createS3BlobStore = (config: S3Config): BlobStore => {
  let loading: ReturnType<typeof loadClient> | undefined;
  const s3 = () => (loading ??= loadClient(config));
  const placeOf = (key: string) => ({ Bucket: config.bucket, Key: checkedKey(key) });

  return {
    async put(key, content) {
      const place = placeOf(key);
      const { sdk, client } = await s3();
      await orUnavailable(client.send(new sdk.PutObjectCommand({ ...place, Body: content })));
    },

    async get(key) {
      const place = placeOf(key);
      const { sdk, client } = await s3();
      const object = client.send(new sdk.GetObjectCommand(place)).catch((error: unknown) => {
        if (error instanceof sdk.NoSuchKey) return null;
        throw error;
      });
      const body = (await orUnavailable(object))?.Body;
      return body instanceof Readable ? body : null;
    },

    async remove(key) {
      const place = placeOf(key);
      const { sdk, client } = await s3();
      await orUnavailable(client.send(new sdk.DeleteObjectCommand(place)));
    },

    async openUpload(key, { mediaType, maxBytes, expiresInSeconds }) {
      const place = placeOf(key);
      const { client, createPresignedPost } = await s3();
      return createPresignedPost(client, {
        ...place,
        Fields: { 'Content-Type': mediaType },
        Conditions: [
          ['content-length-range', 1, maxBytes],
          ['eq', '$Content-Type', mediaType],
        ],
        Expires: expiresInSeconds,
      });
    },
  };
};
