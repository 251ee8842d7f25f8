import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

import { ndcgOf } from '@soomcare/testing';
import { z } from 'zod';

import { type SearchDocument, type SearchIndex } from '../search-index.ts';
import { aDocument, asking } from './search-bench.ts';

const read = (file: string): unknown =>
  JSON.parse(readFileSync(new URL(`golden/${file}`, import.meta.url), 'utf8'));

const documents = z
  .array(z.strictObject({ id: z.string(), title: z.string(), tags: z.array(z.string()), body: z.string() }))
  .parse(read('documents.json'));

/** What was typed, and how good each answer is: 3 is what was looked for, 1 is better than nothing. */
export const goldenQueries = z
  .array(z.tuple([z.string(), z.record(z.string(), z.int().min(1).max(3))]))
  .parse(read('queries.json'));

const RANKS = 10;
const KIND = 'article';

const uuidOf = (name: string): string =>
  createHash('sha256')
    .update(name)
    .digest('hex')
    .slice(0, 32)
    .replace(/(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
const nameOf = new Map(documents.map(({ id }) => [uuidOf(id), id]));

export const goldenNames: readonly string[] = documents.map(({ id }) => id);

export const goldenDocuments = (): SearchDocument[] =>
  documents.map((document) => aDocument({ ...document, kind: KIND, id: uuidOf(document.id) }));

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

export interface GoldenResult {
  readonly text: string;
  readonly found: readonly string[];
  readonly ndcg: number;
  readonly recall: number;
}

const askOne = async (
  search: SearchIndex,
  [text, grades]: (typeof goldenQueries)[number],
): Promise<GoldenResult> => {
  const { hits } = await search.query(asking(text, { limit: RANKS }));
  const found = hits.map(({ id }) => nameOf.get(id) ?? id);
  const wanted = Object.values(grades);

  return {
    text,
    found,
    ndcg: ndcgOf(
      found.map((name) => grades[name] ?? 0),
      wanted,
      RANKS,
    ),
    recall: found.filter((name) => name in grades).length / Math.min(RANKS, wanted.length),
  };
};

/** Asks everything of an index that holds the golden documents. */
export const askGoldenSet = async (search: SearchIndex) => {
  const results: GoldenResult[] = [];
  for (const query of goldenQueries) results.push(await askOne(search, query));

  return {
    results,
    ndcg: mean(results.map(({ ndcg }) => ndcg)),
    recall: mean(results.map(({ recall }) => recall)),
  };
};
