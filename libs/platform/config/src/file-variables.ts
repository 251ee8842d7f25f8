import { z } from 'zod';
import { type ConfigProblem } from './config-error.ts';
import { concealing } from './secret.ts';

export interface FilesConfig {
  /** Where uploads are kept without a bucket. */
  folder: string;
  s3?: {
    bucket: string;
    region: string;
    endpoint?: string;
    credentials?: { accessKeyId: string; secretAccessKey: string };
  };
}

const endpointRule = 'must be an http(s) URL without a path';

/** Uploads lie in a folder, or in a bucket as soon as one is named. */
export const fileVariables = {
  FILES_FOLDER: z.string().default('.local/files'),
  S3_BUCKET: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'must be the name of a bucket')
    .optional(),
  S3_REGION: z
    .string()
    .regex(/^[a-z0-9-]{1,40}$/, 'must be the name of a region')
    .default('ap-northeast-2'),
  S3_ENDPOINT: z
    .string()
    .refine((text) => {
      const url = URL.parse(text);

      return (url?.protocol === 'https:' || url?.protocol === 'http:') && url.origin === text;
    }, endpointRule)
    .optional(),
  S3_ACCESS_KEY_ID: z.string().optional(),
  S3_SECRET_ACCESS_KEY: z.string().optional(),
};

type FileVariables = z.output<z.ZodObject<typeof fileVariables>>;

export const fileProblems = (read: FileVariables): ConfigProblem[] => {
  const { S3_ACCESS_KEY_ID: id, S3_SECRET_ACCESS_KEY: secret } = read;
  if ((id === undefined) === (secret === undefined)) return [];

  const variable = id === undefined ? 'S3_ACCESS_KEY_ID' : 'S3_SECRET_ACCESS_KEY';
  return [{ variable, rule: 'is required with the other S3 key variable' }];
};

export const filesGroup = (read: FileVariables): FilesConfig => {
  const { FILES_FOLDER: folder, S3_BUCKET: bucket, S3_REGION: region, S3_ENDPOINT: endpoint } = read;
  const { S3_ACCESS_KEY_ID: accessKeyId, S3_SECRET_ACCESS_KEY: secretAccessKey } = read;
  if (bucket === undefined) return { folder };

  const credentials =
    accessKeyId !== undefined && secretAccessKey !== undefined
      ? concealing({ accessKeyId, secretAccessKey }, ['secretAccessKey'])
      : undefined;
  return {
    folder,
    s3: {
      bucket,
      region,
      ...(endpoint === undefined ? {} : { endpoint }),
      ...(credentials ? { credentials } : {}),
    },
  };
};
