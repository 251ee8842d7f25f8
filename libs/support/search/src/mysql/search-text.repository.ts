import { type Database, type Transaction } from '@soomcare/database';
import { lettersOf } from '@soomcare/korean-text';

import { type SynonymMap } from '../text/concepts.ts';
import { type Synonym } from '../text/synonyms.ts';
import { ALL, type GramCounts, gramsOf } from './search-plan.ts';

type Counted = Readonly<Record<'gram', string> & Record<'titles' | 'heads' | 'texts', number>>;
type Texts = Readonly<Record<'title_text' | 'head_text' | 'full_text', string>>;

/** One parameter for any number of texts, so that it is one prepared statement. */
const listed =
  "(SELECT j.text FROM JSON_TABLE(CAST(? AS JSON), '$[*]' COLUMNS (text VARCHAR(50) COLLATE utf8mb4_0900_bin PATH '$')) j)";
const asList = (texts: readonly string[]) => JSON.stringify(texts);

/** Enough to tell a word in one of 200 documents from a rarer one. */
const SAMPLE = 1_000;
/** Grams of fewer documents in the sample are as good as none. */
const MIN_IN_SAMPLE = 3;
const ROWS_A_STATEMENT = 1_000;

/** What the engine knows of words: how common they are, how they are spelt, what else they are called. */
export const createSearchTextRepository = (database: Database) => {
  const insert = async (
    table: string,
    columns: readonly string[],
    rows: readonly (readonly unknown[])[],
    within?: Transaction,
  ): Promise<void> => {
    const [first = ''] = columns;
    for (let at = 0; at < rows.length; at += ROWS_A_STATEMENT) {
      const some = rows.slice(at, at + ROWS_A_STATEMENT);
      const values = some.map(() => `(${columns.map(() => '?').join(', ')})`).join(', ');
      await database.run(
        `INSERT INTO ${table} (${columns.join(', ')}) VALUES ${values}
          ON DUPLICATE KEY UPDATE ${table}.${first} = ${table}.${first}`,
        some.flat(),
        within,
      );
    }
  };

  const sample = async (): Promise<Map<string, Record<'titles' | 'heads' | 'texts', number>>> => {
    const documents = await database.rows<Texts>(
      `SELECT d.title_text, t.head_text, t.full_text
         FROM search_documents d JOIN search_texts t ON t.number = d.text_number ORDER BY d.dated_at DESC, d.number DESC LIMIT ${SAMPLE}`,
    );
    const counts = new Map<string, Record<'titles' | 'heads' | 'texts', number>>();
    const add = (text: string, field: 'titles' | 'heads' | 'texts'): void => {
      for (const gram of new Set([ALL, ...gramsOf(text)])) {
        const count = counts.get(gram) ?? { titles: 0, heads: 0, texts: 0 };
        count[field] += 1;
        counts.set(gram, count);
      }
    };
    for (const document of documents) {
      add(document.title_text, 'titles');
      add(document.head_text, 'heads');
      add(document.full_text, 'texts');
    }
    return counts;
  };

  return {
    async countsOf(grams: readonly string[]): Promise<GramCounts> {
      const rows = await database.rows<Counted>(
        `SELECT g.gram, g.titles, g.heads, g.texts FROM search_grams g WHERE g.gram IN ${listed}`,
        [asList([ALL, ...grams])],
      );
      return new Map(
        rows.map(({ gram, titles, heads, texts }) => [gram, { title: titles, head: heads, full: texts }]),
      );
    },

    /**
     * Counts anew how common each gram is, from the newest documents. Plans are chosen by these counts; what a search
     * finds never depends on them, so they may be old.
     */
    async recount(): Promise<void> {
      const counts = await sample();
      const [row] = await database.rows<{ all: number }>('SELECT COUNT(*) AS `all` FROM search_documents');
      const factor = (row?.all ?? 0) / Math.max(1, counts.get(ALL)?.texts ?? 0);
      const estimate = (count: number) => Math.round(count * factor);
      const rows = [...counts]
        .filter(([gram, { texts }]) => gram === ALL || texts >= MIN_IN_SAMPLE)
        .map(([gram, { titles, heads, texts }]) => [gram, ...[titles, heads, texts].map(estimate)]);

      await database.transaction(async (tx) => {
        await database.run('DELETE FROM search_grams', [], tx);
        await insert('search_grams', ['gram', 'titles', 'heads', 'texts'], rows, tx);
      });
    },

    async synonymsOf(typed: readonly string[]): Promise<SynonymMap> {
      const rows = await database.rows<Synonym>(
        `SELECT s.typed, s.means FROM search_synonyms s WHERE s.typed IN ${listed} ORDER BY s.typed, s.means`,
        [asList(typed)],
      );
      return new Map(
        [...Map.groupBy(rows, (row) => row.typed)].map(([key, group]) => [
          key,
          group.map(({ means }) => means),
        ]),
      );
    },

    /** All words that synonyms have, in either place. */
    async synonymWords(): Promise<string[]> {
      const rows = await database.rows<{ word: string }>(
        'SELECT s.typed AS word FROM search_synonyms s UNION SELECT s.means FROM search_synonyms s',
      );
      return rows.map(({ word }) => word);
    },

    async removeSynonyms(tx: Transaction): Promise<void> {
      await database.run('DELETE FROM search_synonyms', [], tx);
    },

    addSynonyms: (synonyms: readonly Synonym[], tx: Transaction): Promise<void> =>
      insert(
        'search_synonyms',
        ['typed', 'means'],
        synonyms.map(({ typed, means }) => [typed, means]),
        tx,
      ),

    /** The words that share a variant. */
    async wordsSpelt(variants: readonly string[]): Promise<string[]> {
      const rows = await database.rows<{ word: string }>(
        `SELECT DISTINCT s.word FROM search_spellings s WHERE s.variant IN ${listed} ORDER BY s.word LIMIT 50`,
        [asList(variants)],
      );
      return rows.map(({ word }) => word);
    },

    /** Those that titles, tags or synonyms have. */
    async knownOf(words: readonly string[]): Promise<string[]> {
      if (words.length === 0) return [];

      const rows = await database.rows<{ word: string }>(
        `SELECT s.word FROM search_spellings s WHERE s.variant IN ${listed} AND s.word IN ${listed}
          UNION SELECT s.typed AS word FROM search_synonyms s WHERE s.typed IN ${listed}`,
        [asList(words.map(lettersOf)), asList(words), asList(words)],
      );
      return rows.map(({ word }) => word);
    },

    /** @param words each with its spellings, the word itself first */
    async addWords(words: ReadonlyMap<string, readonly string[]>): Promise<void> {
      const known = await database.rows<{ word: string }>(
        `SELECT DISTINCT s.word FROM search_spellings s WHERE s.variant IN ${listed}`,
        [asList([...words.values()].flatMap(([whole = '']) => whole))],
      );
      const isKnown = new Set(known.map(({ word }) => word));
      const rows = [...words]
        .filter(([word]) => !isKnown.has(word))
        .flatMap(([word, variants]) => variants.map((variant) => [variant, word]));
      await insert('search_spellings', ['variant', 'word'], rows);
    },
  };
};

export type SearchTextRepository = ReturnType<typeof createSearchTextRepository>;
