import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { loadConfig } from './load-config.ts';
import { basics } from './testing/basics.ts';

const S3_BUCKET = 'soomcare-files';
const filesOf = (env: Record<string, string>) => loadConfig({ ...basics, ...env }).files;

test('files lie in a folder unless a bucket is named', () => {
  expect(filesOf({})).toEqual({ folder: '.local/files' });
  expect(filesOf({ FILES_FOLDER: '/var/lib/soomcare' })).toEqual({ folder: '/var/lib/soomcare' });
  expect(filesOf({ S3_BUCKET }).s3).toEqual({ bucket: S3_BUCKET, region: 'ap-northeast-2' });
});

test('a bucket elsewhere has its address and keys, and the secret one is not printed', () => {
  const { s3 } = filesOf({
    S3_BUCKET,
    S3_REGION: 'local',
    S3_ENDPOINT: 'http://127.0.0.1:7070',
    S3_ACCESS_KEY_ID: 'id',
    S3_SECRET_ACCESS_KEY: 'hidden',
  });

  expect(s3).toMatchObject({ region: 'local', endpoint: 'http://127.0.0.1:7070' });
  expect(s3?.credentials?.secretAccessKey).toBe('hidden');
  expect(`${JSON.stringify(s3)} ${inspect(s3, { depth: 5 })}`).not.toContain('hidden');
});

test.each<[string, Record<string, string>]>([
  ['S3_BUCKET', { S3_BUCKET: 'Not A Bucket' }],
  ['S3_REGION', { S3_REGION: 'Seoul!' }],
  ['S3_ENDPOINT', { S3_BUCKET, S3_ENDPOINT: 's3.example' }],
  ['S3_ENDPOINT', { S3_BUCKET, S3_ENDPOINT: 'https://s3.example/bucket' }],
  ['S3_SECRET_ACCESS_KEY', { S3_BUCKET, S3_ACCESS_KEY_ID: 'id' }],
  ['S3_ACCESS_KEY_ID', { S3_BUCKET, S3_SECRET_ACCESS_KEY: 'hidden' }],
])('%s is refused of %j', (variable, env) => {
  expect(() => filesOf(env)).toThrow(variable);
});
