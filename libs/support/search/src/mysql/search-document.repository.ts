import {
  binaryToUuid,
  type Database,
  isoInstant,
  sqlInstant,
  type Transaction,
  uuidToBinary,
} from '@soomcare/database';

import { type Filter, type FoundDocument, type Place } from '../readings/reading.ts';
import { type Facets, type RemovedDocument, type SearchDocument } from '../search-index.ts';
import { type Concept } from '../text/concepts.ts';
import { shadowTextsOf } from '../text/shadow-text.ts';
import { type Plan, type Tier } from './search-plan.ts';
import { allOf, type Condition, filters, has, inTier, matches } from './search.sql.ts';

type StoredHit = { kind: string; id: Buffer; title: string; body: string } & Record<'datedAt', string> &
  Record<'number' | 'place', number>;

/** A search that takes longer is given up by the server; one that nobody waits for is ended at once. */
const DEADLINE_MS = 800;
const deadline = `/*+ MAX_EXECUTION_TIME(${DEADLINE_MS}) */`;

/** Facets look at no more documents than this: to count all costs as much as finding all. */
const MAX_COUNTED = 300;

const newestFirst = 'FORCE INDEX (ix_search_documents_dated_at_number)';
const newestTitlesFirst = 'FORCE INDEX (ix_search_documents_dated_at_number_title_text)';
/** MySQL looks at titles within the index, and reads only documents that have the words, where a range is given. */
const anyDay: Condition = { sql: `d.dated_at <= '9999-12-31'`, params: [] };
const selected = 'd.kind, d.id, d.title, d.body, d.dated_at AS datedAt, d.number';

const columns = [
  ...['kind', 'id', 'is_removed', 'visibility', 'member_id', 'language', 'dated_at'],
  ...['title', 'tags', 'body', 'title_text', 'head_text', 'full_text', 'edition'],
];

const fromRow = ({ id, place: rank, datedAt, number, ...row }: StoredHit): FoundDocument => ({
  ...row,
  id: binaryToUuid(id),
  place: { rank, datedAt: isoInstant(datedAt), number },
});

const rowOf = (document: SearchDocument): unknown[] => {
  const title = document.title.normalize('NFC');
  const body = document.body.normalize('NFC');
  const { titleText, headText, fullText } = shadowTextsOf({ ...document, title, body });

  return [
    ...[document.kind, uuidToBinary(document.id), 0, document.visibility],
    ...[document.memberId && uuidToBinary(document.memberId), document.language, sqlInstant(document.date)],
    ...[title, document.tags.join('\n'), body, titleText, headText, fullText, document.version * 2],
  ];
};

const emptyRowOf = ({ kind, id, version }: RemovedDocument): unknown[] => [
  ...[kind, uuidToBinary(id), 1, 'owner', null, 'ko', '1970-01-01 00:00:00.000'],
  ...['', '', '', '', '', '', version * 2 + 1],
];

const after = ({ datedAt, number }: Place): Condition => {
  const at = sqlInstant(new Date(datedAt));
  return { sql: 'd.dated_at <= ? AND (d.dated_at < ? OR d.number < ?)', params: [at, at, number] };
};

export const createSearchDocumentRepository = (database: Database) => {
  const writeWithin = async (rows: unknown[][], wins: '>' | '>=', tx: Transaction): Promise<void> => {
    const isLater = `n.edition ${wins} search_documents.edition`;
    // MySQL assigns from left to right, so the edition that decides is the last.
    const updates = ['indexed_at', ...columns].map(
      (column) => `search_documents.${column} = IF(${isLater}, n.${column}, search_documents.${column})`,
    );
    const sql = `INSERT INTO search_documents (${columns.join(', ')}, indexed_at)
      VALUES (${columns.map(() => '?').join(', ')}, NOW(6)) AS n ON DUPLICATE KEY UPDATE ${updates.join(', ')}`;
    // One row a statement: of several that such a statement updates, the full-text index hears of the last only (9.7.4).
    for (const row of rows) await database.run(sql, row, tx);
  };

  const write = async (rows: unknown[][], wins: '>' | '>=', within?: Transaction): Promise<void> => {
    if (rows.length === 0) return;
    if (within) return writeWithin(rows, wins, within);

    await database.transaction((tx) => writeWithin(rows, wins, tx));
  };

  return {
    index: (documents: readonly SearchDocument[], within?: Transaction) =>
      write(documents.map(rowOf), '>', within),

    /** Also what has the same version already: the texts may be made otherwise now. */
    indexAnew: (documents: readonly SearchDocument[]) => write(documents.map(rowOf), '>='),

    /** Leaves an empty document, so that a late message cannot bring the old one back. */
    remove: (documents: readonly RemovedDocument[], within?: Transaction) =>
      write(documents.map(emptyRowOf), '>', within),

    /** The documents of a tier, newest first. */
    async findInTier(
      search: { concepts: readonly Concept[]; filter: Filter; tier: Tier; rank: number; plan: Plan },
      from: Place | null,
      limit: number,
    ): Promise<FoundDocument[]> {
      const isNewest = search.plan.kind === 'newest';
      const isOfTitles = isNewest && search.tier === 'title';
      const where = allOf([
        ...(isOfTitles ? [anyDay] : []),
        inTier(search.concepts, search.tier, search.plan),
        filters(search.filter),
        ...(from ? [after(from)] : []),
      ]);
      const order = isOfTitles ? newestTitlesFirst : newestFirst;
      const rows = await database.rowsUntil<StoredHit>(
        search.filter.signal,
        `SELECT ${deadline} ${selected}, ${search.rank} AS place
           FROM search_documents d ${isNewest ? order : ''}
          WHERE ${where.sql} ORDER BY d.dated_at DESC, d.number DESC LIMIT ${limit}`,
        where.params,
      );
      return rows.map(fromRow);
    },

    /** Documents with any of the words, those with the most first; a word in title or tags counts twice. */
    async findAny(
      { concepts, filter, grams }: { concepts: readonly Concept[]; filter: Filter; grams: readonly string[] },
      from: Place | null,
      limit: number,
    ): Promise<FoundDocument[]> {
      const scores = (['head', 'full'] as const).flatMap((tier) => concepts.map((each) => has(each, tier)));
      const where = allOf([matches(grams, 'full'), filters(filter)]);
      const place = from && after(from);
      const later = place
        ? {
            sql: `AND (place > ? OR (place = ? AND ${place.sql}))`,
            params: [from.rank, from.rank, ...place.params],
          }
        : { sql: '', params: [] };
      const rows = await database.rowsUntil<StoredHit>(
        filter.signal,
        `SELECT ${deadline} ${selected}, -(${scores.map(({ sql }) => sql).join(' + ')}) AS place
           FROM search_documents d WHERE ${where.sql} HAVING place < 0 ${later.sql}
          ORDER BY place, d.dated_at DESC, d.number DESC LIMIT ${limit}`,
        [...scores.flatMap(({ params }) => params), ...where.params, ...later.params],
      );
      return rows.map(fromRow);
    },

    /** How many of each kind there are; of common words among the newest documents only. */
    async countKinds(concepts: readonly Concept[], filter: Filter, plan: Plan): Promise<Facets> {
      const wanted = allOf([...concepts.map((concept) => has(concept, 'full')), filters(filter)]);
      const indexed = matches(plan.grams, 'full');
      const [source, params] =
        plan.kind === 'index'
          ? [`search_documents d WHERE ${indexed.sql}`, indexed.params]
          : [`search_documents d ${newestFirst} ORDER BY d.dated_at DESC, d.number DESC`, []];
      const rows = await database.rowsUntil<{ kind: string; count: number; seen: number }>(
        filter.signal,
        `SELECT ${deadline} d.kind, COUNT(IF(${wanted.sql}, 1, NULL)) AS count, COUNT(*) AS seen
           FROM (SELECT d.number FROM ${source} LIMIT ${MAX_COUNTED}) s JOIN search_documents d ON d.number = s.number
          GROUP BY d.kind ORDER BY count DESC, d.kind`,
        [...wanted.params, ...params],
      );

      return {
        kinds: rows.flatMap(({ kind, count }) => (count > 0 ? [{ kind, count }] : [])),
        isCapped: rows.reduce((sum, { seen }) => sum + seen, 0) === MAX_COUNTED,
      };
    },

    /** Titles and tags of all that others than its owner may see, in batches. */
    async *heads(batch: number): AsyncGenerator<{ title: string; tags: string[] }[]> {
      for (let last = 0, size = batch; size === batch;) {
        const rows = await database.rows<{ number: number; title: string; tags: string }>(
          `SELECT d.number, d.title, d.tags FROM search_documents d
            WHERE d.number > ? AND NOT d.is_removed AND d.visibility <> 'owner'
            ORDER BY d.number LIMIT ${batch}`,
          [last],
        );
        size = rows.length;
        last = rows.at(-1)?.number ?? last;
        yield rows.map(({ title, tags }) => ({ title, tags: tags.split('\n') }));
      }
    },

    /**
     * By the server's clock. A transaction that wrote before a rebuild may commit after the rebuild has read its
     * source, so what is younger than a minute is never taken for left over.
     */
    async startOfRebuild(): Promise<string> {
      const [row] = await database.rows<{ start: string }>('SELECT NOW(6) - INTERVAL 1 MINUTE AS start');
      return row?.start ?? '';
    },

    /** @returns how many there were, at most `limit` */
    async removeNotIndexedSince(instant: string, limit: number, kinds?: readonly string[]): Promise<number> {
      const ofKinds = kinds ? `AND kind IN (${kinds.map(() => '?').join(', ')})` : '';
      const { affectedRows } = await database.run(
        `DELETE FROM search_documents WHERE indexed_at < ? ${ofKinds} LIMIT ${limit}`,
        [instant, ...(kinds ?? [])],
      );
      return affectedRows;
    },

    /** Empty documents that no late message can be waiting for. */
    async purgeRemoved(before: Date, limit: number): Promise<number> {
      const { affectedRows } = await database.run(
        `DELETE FROM search_documents WHERE is_removed AND indexed_at < ? LIMIT ${limit}`,
        [sqlInstant(before)],
      );
      return affectedRows;
    },

    async erase(memberId: string, tx: Transaction): Promise<void> {
      await database.run('DELETE FROM search_documents WHERE member_id = ?', [uuidToBinary(memberId)], tx);
    },
  };
};

export type SearchDocumentRepository = ReturnType<typeof createSearchDocumentRepository>;
