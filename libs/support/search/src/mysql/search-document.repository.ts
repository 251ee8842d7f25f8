import {
  type Database,
  isoInstant,
  listedIds,
  sqlInstant,
  type Transaction,
  uuidToBinary,
} from '@soomcare/database';

import { type DocumentKey, type RemovedDocument, type SearchDocument } from '../search-index.ts';
import { shadowTextsOf, type ShadowTexts } from '../text/shadow-text.ts';
import { listOf, ofKeys } from './search.sql.ts';

const columns = [
  ...(['kind', 'id', 'is_removed', 'visibility', 'member_id', 'language', 'dated_at'] as const),
  ...(['title', 'tags', 'body', 'title_text', 'edition'] as const),
];

/** As it is stored, with what it is searched in. */
interface Row {
  readonly stored: Readonly<Record<(typeof columns)[number], string | number | Buffer | null>>;
  /** Null for a removed document. */
  readonly texts: ShadowTexts | null;
}

const rowOf = (document: SearchDocument): Row => {
  const { kind, id, visibility, memberId, language, version } = document;
  const [title, body] = [document.title.normalize('NFC'), document.body.normalize('NFC')];
  const texts = shadowTextsOf({ ...document, title, body });
  const stored = {
    ...{ kind, id: uuidToBinary(id), is_removed: 0, visibility, language },
    member_id: memberId === null ? null : uuidToBinary(memberId),
    dated_at: sqlInstant(document.date),
    ...{ title, tags: document.tags.join('\n'), body, title_text: texts.titleText, edition: version * 2 },
  };

  return { stored, texts };
};

const emptyRowOf = ({ kind, id, version }: RemovedDocument): Row => ({
  stored: {
    ...{ kind, id: uuidToBinary(id), is_removed: 1, visibility: 'owner', member_id: null, language: 'ko' },
    ...{ dated_at: '1970-01-01 00:00:00.000', title: '', tags: '', body: '', title_text: '' },
    edition: version * 2 + 1,
  },
  texts: null,
});

/** What two rows have in common whose documents are found alike. */
const imprintOf = (row: Readonly<Record<string, unknown>>): string =>
  JSON.stringify(
    [...columns, 'head_text', 'full_text'].map((column) => {
      const value = row[column];
      return Buffer.isBuffer(value) ? value.toString('hex') : value;
    }),
  );

export const createSearchDocumentRepository = (database: Database) => {
  const writeOne = async ({ stored, texts }: Row, wins: '>' | '>=', tx: Transaction): Promise<void> => {
    if (texts) {
      await database.run(
        'INSERT INTO search_texts (member_id, title_text, head_text, full_text) VALUES (?, ?, ?, ?)',
        [stored.member_id, texts.titleText, texts.headText, texts.fullText],
        tx,
      );
    } else {
      await database.run(
        `DELETE t FROM search_documents d JOIN search_texts t ON t.number = d.text_number
          WHERE d.kind = ? AND d.id = ? AND d.edition < ?`,
        [stored.kind, stored.id, stored.edition],
        tx,
      );
    }
    const isLater = `n.edition ${wins} search_documents.edition`;
    // MySQL assigns from left to right, so the edition that decides is the last.
    const updates = ['text_number', 'indexed_at', ...columns].map(
      (column) => `search_documents.${column} = IF(${isLater}, n.${column}, search_documents.${column})`,
    );
    await database.run(
      `INSERT INTO search_documents (${columns.join(', ')}, text_number, indexed_at)
        VALUES (${columns.map(() => '?').join(', ')}, ${texts ? 'LAST_INSERT_ID()' : 'NULL'}, NOW(6)) AS n
        ON DUPLICATE KEY UPDATE ${updates.join(', ')}`,
      columns.map((column) => stored[column]),
      tx,
    );
  };

  const write = async (rows: readonly Row[], wins: '>' | '>=', within?: Transaction): Promise<void> => {
    const writeAll = async (tx: Transaction): Promise<void> => {
      for (const row of rows) await writeOne(row, wins, tx);
    };
    if (within) await writeAll(within);
    else if (rows.length > 0) await database.transaction(writeAll);
  };

  /** Of those that are stored, the numbers, by imprint. */
  const numbersOf = async (keys: readonly DocumentKey[]): Promise<Map<string, number>> => {
    const found = await database.rows<Record<string, unknown> & { number: number; dated_at: string }>(
      `SELECT ${columns.map((column) => `d.${column}`).join(', ')}, t.head_text, t.full_text, d.number
         FROM search_documents d JOIN search_texts t ON t.number = d.text_number ${ofKeys}`,
      [listOf(keys)],
    );
    return new Map(
      found.map(({ number, dated_at, ...row }) => [
        imprintOf({ ...row, dated_at: sqlInstant(new Date(isoInstant(dated_at))) }),
        number,
      ]),
    );
  };

  return {
    index: (documents: readonly SearchDocument[], within?: Transaction) =>
      write(documents.map(rowOf), '>', within),

    /** Also what has the same version already: the texts may be made otherwise now. What is as it was is only noted. */
    async indexAnew(documents: readonly SearchDocument[]): Promise<void> {
      const known = await numbersOf(documents);
      const isNew = ({ stored, texts }: Row) =>
        !known.has(imprintOf({ ...stored, head_text: texts?.headText, full_text: texts?.fullText }));
      await write(documents.map(rowOf).filter(isNew), '>=');
      await database.run(
        `UPDATE search_documents SET indexed_at = NOW(6)
          WHERE number IN (SELECT j.number FROM JSON_TABLE(CAST(? AS JSON), '$[*]' COLUMNS (number BIGINT PATH '$')) j)`,
        [JSON.stringify([...known.values()])],
      );
    },

    /** Leaves an empty document, so that a late message cannot bring the old one back. */
    remove: (documents: readonly RemovedDocument[], within?: Transaction) =>
      write(documents.map(emptyRowOf), '>', within),

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

    /** For each of these members, whether they have what only they find. A semi-join would collect all owners first. */
    async haveOwn(memberIds: readonly string[]): Promise<boolean[]> {
      const rows = await database.rows<{ id: string }>(
        `SELECT j.id FROM ${listedIds}
          WHERE EXISTS (SELECT /*+ NO_SEMIJOIN() */ 1 FROM search_documents d
                         WHERE d.member_id = UUID_TO_BIN(j.id) AND d.visibility = 'owner')`,
        [JSON.stringify(memberIds)],
      );
      const owners = new Set(rows.map(({ id }) => id));

      return memberIds.map((id) => owners.has(id));
    },

    async erase(memberId: string, tx: Transaction): Promise<void> {
      const owner = [uuidToBinary(memberId)];
      await database.run('DELETE FROM search_texts WHERE member_id = ?', owner, tx);
      await database.run('DELETE FROM search_documents WHERE member_id = ?', owner, tx);
    },
  };
};

export type SearchDocumentRepository = ReturnType<typeof createSearchDocumentRepository>;
