import { z } from 'zod';
import { exposureVariables } from './exposure-variables.ts';
import { fileVariables } from './file-variables.ts';
import { keyOf, numberedKeyRing, namedKeyRing } from './key-variables.ts';
import { pushVariables } from './push-variables.ts';
import { searchVariables } from './search-variables.ts';
import { socialVariables } from './social-variables.ts';

export const environments = ['development', 'test', 'production'] as const;
export type Environment = (typeof environments)[number];

export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

const integer = (min: number, max: number, fallback: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/, `must be a whole number from ${min} to ${max}`)
    .default(String(fallback))
    .transform(Number)
    .refine((value) => value >= min && value <= max, `must be a whole number from ${min} to ${max}`);

const urlWith = (protocols: readonly string[], rule: string) =>
  z.string(rule).refine((value) => {
    const url = URL.parse(value);

    return url !== null && protocols.includes(url.protocol);
  }, rule);

const databaseRule = 'must be mysql://user:password@host:port/database';
const databaseUrl = urlWith(['mysql:'], databaseRule).refine(
  (value) => /^\/[A-Za-z0-9_]{1,64}$/.test(URL.parse(value)?.pathname ?? ''),
  databaseRule,
);

const mailRule = 'must be smtp://…, smtps://… or disk:<folder>';
const mailUrl = z
  .string(mailRule)
  .refine((value) => /^disk:./.test(value) || /^smtps?:\/\/[^/]/.test(value), mailRule);

const originsRule = 'must be a comma list of origins such as https://app.example';
const origins = z
  .string()
  .default('')
  .transform((list) => list.split(',').map((origin) => origin.trim()))
  .transform((list) => list.filter((origin) => origin !== ''))
  .refine((list) => list.every((origin) => URL.parse(origin)?.origin === origin), originsRule);

// A name and an address, or an address alone; no line break can reach a mail header from here.
const mailFromRule = 'must be an address or `Name <address>`';
const mailFrom = z
  .string()
  .default('Soomcare <no-reply@soomcare.example>')
  .refine((value) => /^(?:[^<>\r\n]+ <[^<>@\s]+@[^<>@\s]+>|[^<>@\s]+@[^<>@\s]+)$/.test(value), mailFromRule);

const publicUrl = urlWith(['http:', 'https:'], 'must be an http(s) URL').transform((url) =>
  url.replace(/\/+$/, ''),
);

/** Every variable that the product reads; docs/CONFIGURATION.md has one row for each (a test compares). */
export const variables = z.object({
  SOOMCARE_ENV: z.enum(environments, `must be one of ${environments.join(', ')}`).default('production'),
  API_PORT: integer(0, 65_535, 3000),
  BACKOFFICE_PORT: integer(0, 65_535, 3100),
  METRICS_PORT: integer(0, 65_535, 9464),
  DATABASE_URL: databaseUrl,
  REDIS_URL: urlWith(['redis:', 'rediss:'], 'must be redis://host:port or rediss://host:port'),
  DATABASE_POOL_SIZE: integer(1, 500, 10),
  ACCESS_TOKEN_KEYS: namedKeyRing,
  FIELD_ENCRYPTION_KEYS: numberedKeyRing,
  INDEX_KEY: keyOf,
  PASSWORD_PEPPER: keyOf,
  MAIL_URL: mailUrl,
  MAIL_FROM: mailFrom,
  PUBLIC_URL: publicUrl,
  CORS_ORIGINS: origins,
  TRUST_PROXY_HOPS: integer(0, 10, 0),
  LOG_LEVEL: z.enum(logLevels, `must be one of ${logLevels.join(', ')}`).default('info'),
  RATE_LIMIT_FACTOR: z
    .string()
    .regex(/^\d{1,6}(\.\d{1,3})?$/, 'must be a number above 0')
    .default('1')
    .transform(Number)
    .refine((factor) => factor > 0, 'must be a number above 0'),
  DEMO_PASSWORD: z.string().min(8, 'must have at least 8 characters').optional(),
  ...socialVariables,
  ...pushVariables,
  ...searchVariables,
  ...fileVariables,
  ...exposureVariables,
  DEMO_STAFF_PASSWORD: z.string().min(15, 'must have at least 15 characters').optional(),
});

export type Variables = z.output<typeof variables>;
export type VariableName = keyof Variables;
