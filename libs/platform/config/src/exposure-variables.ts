import { z } from 'zod';
import { type ConfigProblem } from './config-error.ts';
import { concealing } from './secret.ts';

export type ExposureConfig =
  { source: 'made-up' } | { source: 'public-data'; key: string; airKoreaUrl: string; kmaHealthUrl: string };

const sources = ['off', 'made-up', 'public-data'] as const;

const serviceUrl = (preset: string) =>
  z
    .string()
    .refine((text) => {
      const url = URL.parse(text);

      return url !== null && ['http:', 'https:'].includes(url.protocol) && !url.search && !url.hash;
    }, 'must be an http(s) URL up to the operation, without a query')
    .default(preset)
    .transform((url) => url.replace(/\/+$/, ''));

/** Air quality and pollen are off unless a source is named. */
export const exposureVariables = {
  EXPOSURE_SOURCE: z.enum(sources, `must be one of ${sources.join(', ')}`).default('off'),
  PUBLIC_DATA_KEY: z.string().optional(),
  AIRKOREA_URL: serviceUrl('https://apis.data.go.kr/B552584/ArpltnInforInqireSvc'),
  KMA_HEALTH_URL: serviceUrl('https://apis.data.go.kr/1360000/HealthWthrIdxServiceV3'),
};

type ExposureVariables = z.output<z.ZodObject<typeof exposureVariables>>;

export const exposureProblems = (read: ExposureVariables): ConfigProblem[] =>
  read.EXPOSURE_SOURCE === 'public-data' && read.PUBLIC_DATA_KEY === undefined
    ? [{ variable: 'PUBLIC_DATA_KEY', rule: 'is required with EXPOSURE_SOURCE=public-data' }]
    : [];

/** The group of the configuration, or undefined when it is off. */
export const exposureGroup = (read: ExposureVariables): ExposureConfig | undefined => {
  if (read.EXPOSURE_SOURCE === 'made-up') return { source: 'made-up' };
  if (read.EXPOSURE_SOURCE === 'off' || read.PUBLIC_DATA_KEY === undefined) return undefined;

  const { PUBLIC_DATA_KEY: key, AIRKOREA_URL: airKoreaUrl, KMA_HEALTH_URL: kmaHealthUrl } = read;
  return concealing({ source: 'public-data', key, airKoreaUrl, kmaHealthUrl } as const, ['key']);
};
