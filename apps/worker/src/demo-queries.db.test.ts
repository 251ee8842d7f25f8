import { readFileSync } from 'node:fs';

import { newUuid } from '@soomcare/database';
import { seedDrugs } from '@soomcare/medications';
import { ndcgOf, useTestDatabase } from '@soomcare/testing';
import { beforeAll, expect, test } from 'vitest';

import { loadArticles, readArticles } from './demo/articles/load-articles.ts';
import { demoPosts } from './demo/community/demo-posts.ts';
import { fillSearch } from './fill-search.ts';
import { tables } from './tables.ts';
import { aSearch } from './testing/test-search.ts';

interface DemoQuery {
  readonly text: string;
  /** How good each answer is: 3 is what was looked for, 1 is better than nothing. */
  readonly grades: ReadonlyMap<string, number>;
}

/** A line is what was typed, and the answers with their grades: `119 | 3 article asthma-attack`. */
const queryOf = (line: string): DemoQuery => {
  const [text = '', ...answers] = line.split(' | ');
  return {
    text,
    grades: new Map(answers.map((answer) => [answer.slice(2), Number(answer.charAt(0))])),
  };
};

/** Two sets, each written without sight of the search, its words and the golden set. */
const sets = readFileSync(new URL('testing/demo-queries.txt', import.meta.url), 'utf8')
  .split(/^# .+\n/m)
  .slice(1)
  .map((set) => set.trimEnd().split('\n').map(queryOf));
const RANKS = 10;

const database = useTestDatabase({ entities: tables });
const now = () => new Date();
const search = () => aSearch(database());
/** An article counts once, in either language. */
const slugs = new Map<string, string>();

beforeAll(async () => {
  for (const article of await readArticles()) {
    const [, title = ''] = /^title: (.+)$/m.exec(article) ?? [];
    const [, slug = ''] = /^slug: (.+)$/m.exec(article) ?? [];
    slugs.set(title, slug);
  }
  await seedDrugs({ database: database(), now, newId: newUuid });
  await loadArticles({ database: database(), now, newId: newUuid });
  const posts = demoPosts.map(({ title, body }) => ({
    ...{
      kind: 'post',
      id: newUuid(),
      title,
      body,
      tags: [],
      language: 'ko' as const,
      date: now(),
      version: 1,
    },
    ...{ visibility: 'members' as const, memberId: newUuid() },
  }));
  await database().transaction((tx) => search().publish(posts, tx));
  await fillSearch(search(), database());
});

/** nDCG@10. */
const gradeOf = async ({ text, grades }: DemoQuery): Promise<number> => {
  const viewer = { memberId: newUuid(), blockedMemberIds: [] };
  const { hits } = await search().query({ text, viewer, limit: RANKS });
  const found = hits.map(({ kind, title }) => {
    const name = kind === 'article' ? slugs.get(title) : title.replace(/ \(판매 .+\)$/, '');
    return `${kind} ${name ?? title}`;
  });

  return ndcgOf(
    [...new Set(found)].map((name) => grades.get(name) ?? 0),
    [...grades.values()],
    RANKS,
  );
};

test('both sets of questions about the demo are answered well', async () => {
  expect(sets.map(({ length }) => length)).toEqual([138, 92]);

  for (const set of sets) {
    let sum = 0;
    for (const query of set) sum += await gradeOf(query);
    expect(sum / set.length).toBeGreaterThanOrEqual(0.85);
  }
});
