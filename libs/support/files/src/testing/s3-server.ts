import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import S3rver from 's3rver';

import { type S3Config } from '../s3-blob-store.ts';

const BUCKET = 'soomcare-test';

/** A server that speaks S3, on a port and a folder of its own. It checks no signature and no policy. */
export const startS3Server = async () => {
  const directory = await mkdtemp(join(tmpdir(), 'soomcare-s3-'));
  const server = new S3rver({
    address: '127.0.0.1',
    port: 0,
    silent: true,
    directory,
    configureBuckets: [{ name: BUCKET }],
  });
  const { port } = await server.run();
  const config: S3Config = {
    bucket: BUCKET,
    region: 'ap-northeast-2',
    endpoint: `http://127.0.0.1:${port}`,
    credentials: { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' },
  };

  return {
    config,
    async stop() {
      await server.close();
      await rm(directory, { recursive: true });
    },
  };
};
