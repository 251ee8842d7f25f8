import { z } from 'zod';
import { type ConfigProblem } from './config-error.ts';
import { concealing } from './secret.ts';

export interface OpensearchConfig {
  url: string;
}

const engines = ['mysql', 'opensearch'] as const;

const urlRule =
  'must be an http(s) URL without a path; user:password@ before the host where it asks for them';
const opensearchUrl = z
  .string()
  .refine((text) => {
    const url = URL.parse(text);

    return url !== null && ['http:', 'https:'].includes(url.protocol) && url.pathname === '/' && !url.search;
  }, urlRule)
  .optional();

/** MySQL searches by itself; OpenSearch holds a copy. */
export const searchVariables = {
  SEARCH_ENGINE: z.enum(engines, `must be one of ${engines.join(', ')}`).default('mysql'),
  OPENSEARCH_URL: opensearchUrl,
};

type SearchVariables = z.output<z.ZodObject<typeof searchVariables>>;

export const searchProblems = (read: SearchVariables): ConfigProblem[] =>
  read.SEARCH_ENGINE === 'opensearch' && read.OPENSEARCH_URL === undefined
    ? [{ variable: 'OPENSEARCH_URL', rule: 'is required with SEARCH_ENGINE=opensearch' }]
    : [];

/** The group of the configuration, or undefined when MySQL searches. */
export const opensearchGroup = (read: SearchVariables): OpensearchConfig | undefined =>
  read.SEARCH_ENGINE === 'opensearch' && read.OPENSEARCH_URL !== undefined
    ? concealing({ url: read.OPENSEARCH_URL }, ['url'])
    : undefined;
