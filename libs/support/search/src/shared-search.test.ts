import { newUuid } from '@soomcare/database';
import { beforeEach, expect, test } from 'vitest';

import { type FallbackSearch } from './fallback-search.ts';
import { type SearchQuery } from './search-index.ts';
import { createSharedSearch } from './shared-search.ts';
import { asking, aViewer } from './testing/search-bench.ts';

type Answer = Awaited<ReturnType<FallbackSearch['query']>>;

/** Each search that was begun, to be answered by hand. */
let begun: { query: SearchQuery; answer: (title: string) => void; fail: (error: Error) => void }[];
const owner = newUuid();

const openShared = () =>
  createSharedSearch({
    search: {
      query(query) {
        const { promise, resolve, reject } = Promise.withResolvers<Answer>();
        const answer = (title: string) => {
          resolve({
            hits: [{ kind: 'post', id: newUuid(), title, highlights: [] }],
            nextCursor: null,
            facets: null,
            degraded: false,
          });
        };
        begun.push({ query, answer, fail: reject });
        query.signal?.addEventListener('abort', () => {
          reject(query.signal?.reason as Error);
        });
        return promise;
      },
      suggest: () => Promise.resolve([]),
    },
    hasOwn: (memberId) => Promise.resolve(memberId === owner),
  });
let shared = openShared();
const ask = async (text: string, different: Partial<SearchQuery> = {}) =>
  (await shared.query(asking(text, different))).hits.map(({ title }) => title);
const hasBegun = (count: number) => expect.poll(() => begun.length).toBe(count);

beforeEach(() => {
  begun = [];
  shared = openShared();
});

test('whoever asks while a search runs shares the next one, never one that began before they asked', async () => {
  const first = ask('천식', { viewer: aViewer() });
  await hasBegun(1);
  const later = [1, 2, 3].map(() => ask('천식', { viewer: aViewer() }));
  begun[0]?.answer('그 전');

  expect(await first).toEqual(['그 전']);
  await hasBegun(2);
  begun[1]?.answer('그 뒤');
  expect(await Promise.all(later)).toEqual([['그 뒤'], ['그 뒤'], ['그 뒤']]);
  expect(begun).toHaveLength(2);
});

test.each<[string, Partial<SearchQuery>]>([
  ['who has something of their own', { viewer: aViewer(owner) }],
  ['who has blocked somebody', { viewer: aViewer(newUuid(), [newUuid()]) }],
  ['who wants one kind', { viewer: aViewer(), kinds: ['post'] }],
  ['who wants another page', { viewer: aViewer(), cursor: 'next' }],
  ['who wants more of it', { viewer: aViewer(), limit: 50 }],
  ['who is not logged in', {}],
])('somebody %s shares with nobody else', async (_who, different) => {
  const answers = [ask('천식', { viewer: aViewer() }), ask('천식', different)];
  await hasBegun(2);
  for (const { answer } of begun) answer('글');

  await Promise.all(answers);
});

test('a search ends when the last who waits has left, not before', async () => {
  const [leaving, staying] = [new AbortController(), new AbortController()];
  const running = ask('천식');
  await hasBegun(1);
  const left = ask('천식', { signal: leaving.signal });
  const stayed = ask('천식', { signal: staying.signal });
  begun[0]?.answer('하나');
  await running;
  await hasBegun(2);

  leaving.abort();
  await expect(left).rejects.toThrow('aborted');
  expect(begun[1]?.query.signal?.aborted).toBe(false);
  staying.abort();
  await expect(stayed).rejects.toThrow('aborted');
  expect(begun[1]?.query.signal?.aborted).toBe(true);
});

test('one that everybody left before it began is never begun, and is in nobody’s way', async () => {
  const leaving = new AbortController();
  const running = ask('천식');
  await hasBegun(1);
  const left = ask('천식', { signal: leaving.signal });
  await Promise.resolve();
  leaving.abort();
  await expect(left).rejects.toThrow('aborted');
  const later = ask('천식');
  begun[0]?.answer('하나');
  await running;

  await hasBegun(2);
  begun[1]?.answer('둘');
  expect(await later).toEqual(['둘']);
});

test('a failure reaches all who share it, and nobody after them', async () => {
  const running = ask('천식');
  await hasBegun(1);
  const [one, other] = [ask('천식'), ask('천식')];
  begun[0]?.fail(new Error('away'));
  await expect(running).rejects.toThrow('away');

  await hasBegun(2);
  begun[1]?.answer('둘');
  expect([await one, await other]).toEqual([['둘'], ['둘']]);
});
