import { type Database, newUuid, pendingSchemaChanges } from '@soomcare/database';
import { explaining, truncateAll, useTestDatabase } from '@soomcare/testing';
import { beforeEach, describe, expect, test } from 'vitest';

import { aDocument, asking, aViewer, sourceOf } from '../testing/search-bench.ts';
import { createMysqlSearchIndex } from './mysql-search-index.ts';
import { searchTables } from './search-document.entity.ts';

const database = useTestDatabase({ entities: searchTables });
const HOUR_MS = 60 * 60 * 1000;

beforeEach(() => truncateAll(database()));

const searchOn = (own: Database = database(), now = () => new Date()) =>
  createMysqlSearchIndex({ database: own, now });
const countOf = async (table: string) => {
  const [row] = await database().rows<{ count: number }>(`SELECT COUNT(*) AS count FROM ${table}`);
  return row?.count;
};

test('the entities and the migrated tables agree', async () => {
  expect(await pendingSchemaChanges(database())).toEqual([]);
});

describe('the plan', () => {
  const common = (count: number) =>
    Array.from({ length: count }, (_, index) =>
      aDocument({
        title: `기록 ${index}`,
        tags: index % 50 === 0 ? ['드문말'] : [],
        body: '천식이 있는 사람의 하루',
        date: new Date(Date.UTC(2026, 0, 1, 0, index)),
      }),
    );
  /** The statements that searched, each with MySQL's way to go about it. */
  const spied = () => {
    const plans: { sql: string; plan: string }[] = [];
    const spying: Database = {
      ...database(),
      async rowsUntil(signal, sql, params) {
        if (sql.includes('d.dated_at DESC, d.number DESC')) {
          const [row] = await database().rows<object>(`EXPLAIN FORMAT=TREE ${sql}`, params);
          plans.push({ sql, plan: Object.values(row ?? {}).join(' ') });
        }
        return database().rowsUntil(signal, sql, params);
      },
    };
    return { plans, search: searchOn(spying) };
  };

  beforeEach(async () => {
    await searchOn().index(common(400));
    await searchOn().housekeeping();
  });

  test('reads the newest documents for a common word, and sorts nothing', async () => {
    const { plans, search } = spied();

    const { hits, facets } = await search.query(asking('천식', { limit: 5 }));

    const full = plans.find(({ sql }) => sql.includes('NOT ('))?.plan;
    expect(hits).toHaveLength(5);
    expect(facets).toMatchObject({ kinds: [{ kind: 'article', count: 100 }], isCapped: true });
    expect(full).toContain('Covering index scan on d using ix_search_documents_dated_at_number');
    expect(full).toContain('Single-row index lookup on t using PRIMARY');
    expect(full).not.toMatch(/Sort|reverse/);
  });

  test('looks for a word of many titles within the index of titles, newest first', async () => {
    const { plans, search } = spied();

    expect((await search.query(asking('기록', { limit: 5 }))).hits).toHaveLength(5);
    const ofTitles = plans.find(({ sql }) => sql.includes('0 AS place'))?.plan;
    expect(ofTitles).toContain('ix_search_documents_dated_at_number_title_text');
    expect(ofTitles).toContain('index condition: ((d.dated_at <=');
    expect(ofTitles).not.toMatch(/Sort|reverse/);
  });

  test('asks the full-text index for a rare word', async () => {
    const { plans, search } = spied();

    const { hits, facets } = await search.query(asking('드문말'));

    expect(hits).toHaveLength(8);
    expect(facets).toEqual({ kinds: [{ kind: 'article', count: 8 }], isCapped: false });
    // One statement finds and counts.
    expect(plans).toHaveLength(1);
    expect(plans[0]?.plan).toContain('Full-text index search on t using ft_search_texts_full_text');
    expect(plans[0]?.plan).toContain('Covering index lookup on d using ix_search_documents_text_number');
  });

  test('does not change what is found, nor its order', async () => {
    const ask = async (text: string) =>
      (await searchOn().query(asking(text, { limit: 100 }))).hits.map(({ id }) => id);
    const texts = ['천식', '천식 사람', '천식 드문말', '드문말', '기록', '하루'];

    const counted = await Promise.all(texts.map(ask));
    await database().run('DELETE FROM search_grams');

    expect(await Promise.all(texts.map(ask))).toEqual(counted);
    expect(counted.map(({ length }) => length)).toEqual([100, 100, 8, 8, 100, 100]);
  });
});

test('where there are few documents all are counted, however common the word is', async () => {
  const search = searchOn();
  await search.index(Array.from({ length: 150 }, () => aDocument({ body: '천식이 있는 사람의 하루' })));
  await search.housekeeping();

  expect((await search.query(asking('천식', { limit: 5 }))).facets).toEqual({
    kinds: [{ kind: 'article', count: 150 }],
    isCapped: false,
  });
});

test.each(['2026-02-30T00:00:00.000Z', 'yesterday', ''])(
  'a cursor that was made up, with %s for its instant, is refused',
  async (datedAt) => {
    const cursor = Buffer.from(JSON.stringify({ reading: 0, rank: 0, datedAt, number: 1 })).toString(
      'base64url',
    );

    await expect(searchOn().query(asking('천식', { cursor }))).rejects.toMatchObject({ status: 400 });
  },
);

test('words of what only its owner may see are no corrections for others', async () => {
  await searchOn().index([aDocument({ title: '비밀스러운', visibility: 'owner', memberId: newUuid() })]);
  await searchOn().housekeeping();

  expect(await countOf('search_spellings')).toBe(0);
});

test('who has what only they find is read by an index, for several members at once', async () => {
  const { database: watched, plans } = explaining(database());
  const [one, other, third] = [newUuid(), newUuid(), newUuid()];
  await searchOn().index([
    aDocument({ visibility: 'owner', memberId: one }),
    aDocument({ visibility: 'members', memberId: other }),
  ]);

  const { hasOwn } = createMysqlSearchIndex({ database: watched, now: () => new Date() });

  expect(await Promise.all([other, one, third, one].map(hasOwn))).toEqual([false, true, false, true]);
  expect(plans).toEqual([
    expect.stringContaining(
      'Covering index lookup on d using ix_search_documents_member_id_visibility (member_id = uuid_to_bin(j.id), visibility',
    ),
  ]);
});

test('many documents with the same words can be written at once', async () => {
  const search = searchOn();
  const writes = Array.from({ length: 5 }, (_, index) =>
    database().transaction((tx) => search.index([aDocument({ title: `꽃가루 알레르기 ${index % 3}` })], tx)),
  );
  await Promise.all(writes);

  expect((await search.query(asking('꽃가루'))).hits).toHaveLength(5);
});

test('a document is found whatever the order in which writers commit', async () => {
  const search = searchOn();
  await database().transaction(async (tx) => {
    await search.index([aDocument({ title: '꽃가루 하나' })], tx);
    await database().transaction((inner) => search.index([aDocument({ title: '꽃가루 둘' })], inner));
  });

  expect((await search.query(asking('꽃가루'))).hits).toHaveLength(2);
});

test('what a transaction wrote is found after its commit, and not at all after a roll-back', async () => {
  const search = searchOn();
  const failing = database().transaction(async (tx) => {
    await search.index([aDocument({ title: '천식' })], tx);
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  expect((await search.query(asking('천식'))).hits).toEqual([]);

  await database().transaction((tx) => search.index([aDocument({ title: '천식' })], tx));
  expect((await search.query(asking('천식'))).hits).toHaveLength(1);
});

test('what was removed is forgotten after a day, not earlier', async () => {
  const removed = aDocument();
  await searchOn().remove([removed]);

  await searchOn(database(), () => new Date(Date.now() + 23 * HOUR_MS)).housekeeping();
  expect(await countOf('search_documents')).toBe(1);

  await searchOn(database(), () => new Date(Date.now() + 25 * HOUR_MS)).housekeeping();
  expect(await countOf('search_documents')).toBe(0);
});

test('a rebuild writes what differs, whatever its version, and nothing else', async () => {
  const [same, otherwise] = [
    aDocument({
      title: '그대로',
      tags: ['천식', '약'],
      memberId: newUuid(),
      date: new Date('2026-03-01T01:02:03.045Z'),
    }),
    aDocument({ title: '전에', date: new Date('2026-03-01T00:00:00Z') }),
  ];
  await searchOn().index([same, otherwise]);
  const textOf = async (title: string) =>
    database().rows(`SELECT d.text_number FROM search_documents d WHERE d.title = ?`, [title]);
  const before = await textOf('그대로');
  await searchOn().rebuild(sourceOf([same, { ...otherwise, title: '나중에' }]), ['article']);

  expect(await textOf('그대로')).toEqual(before);
  expect(await countOf('search_texts')).toBe(3);
  expect((await searchOn().query(asking('나중에'))).hits).toHaveLength(1);
});

test('a removed document keeps no word of what it was', async () => {
  const document = aDocument({ title: '천식', body: '기침', tags: ['가래'], memberId: newUuid() });
  await searchOn().index([document]);
  await searchOn().remove([document]);

  const [row] = await database().rows<Record<string, unknown>>('SELECT * FROM search_documents');
  expect(row).toMatchObject({
    title: '',
    body: '',
    tags: '',
    title_text: '',
    text_number: null,
    member_id: null,
  });
  expect(await countOf('search_texts')).toBe(0);
});

test('withdrawal destroys one member’s documents and nobody else’s', async () => {
  const [me, other] = [newUuid(), newUuid()];
  const search = searchOn();
  const mine = aDocument({ title: '천식 하나', memberId: me });
  await search.index([mine, aDocument({ title: '천식 둘', memberId: other })]);
  await search.index([{ ...mine, title: '천식 셋', version: 2 }]);

  await database().transaction((tx) => search.eraseMember(me, tx));

  const { hits } = await search.query(asking('천식', { viewer: aViewer(me) }));
  expect(hits.map(({ highlights }) => highlights[0]?.text)).toEqual(['천식 둘']);
  expect(await countOf('search_texts')).toBe(1);
});
