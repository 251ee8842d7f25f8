import { type Database, isoInstant, sqlInstant, type Transaction, uuidToBinary } from '@soomcare/database';

import { type DocumentKey, type RemovedDocument, type SearchDocument } from '../search-index.ts';
import { shadowTextsOf, type ShadowTexts } from '../text/shadow-text.ts';

/** As it is stored, in the order of `columns`, with what it is searched in. */
interface Row {
  readonly key: DocumentKey;
  readonly edition: number;
  readonly memberId: Buffer | null;
  readonly values: readonly (string | number | Buffer | null)[];
  /** Null for a removed document. */
  readonly texts: ShadowTexts | null;
}

const columns = [
  ...['kind', 'id', 'is_removed', 'visibility', 'member_id', 'language', 'dated_at'],
  ...['title', 'tags', 'body', 'title_text', 'edition'],
];

const rowOf = (document: SearchDocument): Row => {
  const { kind, id, visibility, language, version } = document;
  const [title, body] = [document.title.normalize('NFC'), document.body.normalize('NFC')];
  const texts = shadowTextsOf({ ...document, title, body });
  const [memberId, edition] = [
    document.memberId === null ? null : uuidToBinary(document.memberId),
    version * 2,
  ];
  const values = [
    ...[kind, uuidToBinary(id), 0, visibility, memberId, language, sqlInstant(document.date)],
    ...[title, document.tags.join('\n'), body, texts.titleText, edition],
  ];

  return { key: { kind, id }, edition, memberId, values, texts };
};

const emptyRowOf = ({ kind, id, version }: RemovedDocument): Row => {
  const edition = version * 2 + 1;
  const values = [
    ...[kind, uuidToBinary(id), 1, 'owner', null, 'ko', '1970-01-01 00:00:00.000'],
    ...['', '', '', '', edition],
  ];

  return { key: { kind, id }, edition, memberId: null, values, texts: null };
};

/** What two rows have in common whose documents are found alike. */
const imprintOf = (row: Readonly<Record<string, unknown>>): string =>
  JSON.stringify(
    [...columns, 'head_text', 'full_text'].map((column) => {
      const value = row[column];
      return Buffer.isBuffer(value) ? value.toString('hex') : value;
    }),
  );

export const createSearchDocumentRepository = (database: Database) => {
  const writeOne = async (row: Row, wins: '>' | '>=', tx: Transaction): Promise<void> => {
    const { kind, id } = row.key;
    if (row.texts) {
      await database.run(
        'INSERT INTO search_texts (member_id, title_text, head_text, full_text) VALUES (?, ?, ?, ?)',
        [row.memberId, row.texts.titleText, row.texts.headText, row.texts.fullText],
        tx,
      );
    } else {
      await database.run(
        `DELETE t FROM search_documents d JOIN search_texts t ON t.number = d.text_number
          WHERE d.kind = ? AND d.id = ? AND d.edition < ?`,
        [kind, uuidToBinary(id), row.edition],
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
        VALUES (${columns.map(() => '?').join(', ')}, ${row.texts ? 'LAST_INSERT_ID()' : 'NULL'}, NOW(6)) AS n
        ON DUPLICATE KEY UPDATE ${updates.join(', ')}`,
      row.values,
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
  const stored = async (rows: readonly Row[]): Promise<Map<string, number>> => {
    const found = await database.rows<Record<string, unknown> & { number: number; dated_at: string }>(
      `SELECT ${columns.map((column) => `d.${column}`).join(', ')}, t.head_text, t.full_text, d.number
         FROM JSON_TABLE(CAST(? AS JSON), '$[*]' COLUMNS (
                kind VARCHAR(20) COLLATE utf8mb4_0900_ai_ci PATH '$.kind', id CHAR(36) PATH '$.id')) k
         JOIN search_documents d ON d.kind = k.kind AND d.id = UUID_TO_BIN(k.id)
         JOIN search_texts t ON t.number = d.text_number`,
      [JSON.stringify(rows.map(({ key }) => key))],
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
      const rows = documents.map(rowOf);
      const known = await stored(rows);
      const isNew = ({ values, texts }: Row) => {
        const named = Object.fromEntries(columns.map((column, index) => [column, values[index]]));
        return !known.has(imprintOf({ ...named, head_text: texts?.headText, full_text: texts?.fullText }));
      };
      await write(rows.filter(isNew), '>=');
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

    /** Whether a member has what only they find. */
    async hasOwn(memberId: string): Promise<boolean> {
      const rows = await database.rows<{ found: 1 }>(
        `SELECT 1 AS found FROM search_documents d WHERE d.member_id = ? AND d.visibility = 'owner' LIMIT 1`,
        [uuidToBinary(memberId)],
      );
      return rows.length > 0;
    },

    async erase(memberId: string, tx: Transaction): Promise<void> {
      const owner = [uuidToBinary(memberId)];
      await database.run('DELETE FROM search_texts WHERE member_id = ?', owner, tx);
      await database.run('DELETE FROM search_documents WHERE member_id = ?', owner, tx);
    },
  };
};

export type SearchDocumentRepository = ReturnType<typeof createSearchDocumentRepository>;
