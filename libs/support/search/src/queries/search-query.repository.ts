import { type Database, type Transaction } from '@soomcare/database';

/** Fewer, and a text may tell who searched for it. */
const MIN_SEARCHERS = 3;

/** How often somebody searched for a text on one day. */
export interface Searched {
  readonly searchedOn: string;
  readonly text: string;
  readonly searcher: Buffer;
  readonly searches: number;
  readonly misses: number;
}

export interface AskedText {
  readonly text: string;
  readonly searches: number;
  readonly misses: number;
  /** In the month in which they were most: nobody is followed from one month to the next. */
  readonly members: number;
  readonly lastSearchedOn: string;
}

export interface Suggestion {
  readonly typed: string;
  readonly text: string;
  readonly searches: number;
}

const ROWS_A_STATEMENT = 1_000;
/** In a pattern of LIKE, these stand for themselves. */
const escaped = (text: string) => text.replaceAll(/[\\%_]/g, String.raw`\$&`);

/** What was searched for, without who. */
export const createSearchQueryRepository = (database: Database) => ({
  /** Counts what is there already up. */
  async add(searched: readonly Searched[]): Promise<void> {
    for (let at = 0; at < searched.length; at += ROWS_A_STATEMENT) {
      const some = searched.slice(at, at + ROWS_A_STATEMENT);
      await database.run(
        `INSERT INTO search_queries (searched_on, text, searcher, searches, misses)
          VALUES ${some.map(() => '(?, ?, ?, ?, ?)').join(', ')} AS n
          ON DUPLICATE KEY UPDATE searches = search_queries.searches + n.searches,
            misses = search_queries.misses + n.misses`,
        some.flatMap((each) => [each.searchedOn, each.text, each.searcher, each.searches, each.misses]),
      );
    }
  },

  /** What several members have searched for, the most first. */
  async asked({
    since,
    order,
    limit,
  }: {
    since: string;
    order: 'searches' | 'misses';
    limit: number;
  }): Promise<AskedText[]> {
    const rows = await database.rows<AskedText>(
      `SELECT m.text, CAST(SUM(m.searches) AS UNSIGNED) AS searches, CAST(SUM(m.misses) AS UNSIGNED) AS misses,
              MAX(m.members) AS members, MAX(m.lastSearchedOn) AS lastSearchedOn
         FROM (SELECT q.text, SUM(q.searches) AS searches, SUM(q.misses) AS misses,
                      COUNT(DISTINCT q.searcher) AS members, MAX(q.searched_on) AS lastSearchedOn
                 FROM search_queries q WHERE q.searched_on >= ?
                GROUP BY q.text, EXTRACT(YEAR_MONTH FROM q.searched_on)
               HAVING members >= ${MIN_SEARCHERS}) m
        GROUP BY m.text HAVING ${order} > 0 ORDER BY ${order} DESC, m.text LIMIT ${limit}`,
      [since],
    );
    return rows;
  },

  async replaceSuggestions(suggestions: readonly Suggestion[]): Promise<void> {
    await database.transaction(async (tx) => {
      await database.run('DELETE FROM search_suggestions', [], tx);
      for (let at = 0; at < suggestions.length; at += ROWS_A_STATEMENT) {
        const some = suggestions.slice(at, at + ROWS_A_STATEMENT);
        await database.run(
          `INSERT INTO search_suggestions (typed, text, searches) VALUES ${some.map(() => '(?, ?, ?)').join(', ')}
            ON DUPLICATE KEY UPDATE search_suggestions.typed = search_suggestions.typed`,
          some.flatMap(({ typed, text, searches }) => [typed, text, searches]),
          tx,
        );
      }
    });
  },

  /** The most searched for of what begins so. */
  async suggest(typed: string, limit: number): Promise<string[]> {
    const rows = await database.rows<{ text: string }>(
      `SELECT s.text FROM search_suggestions s WHERE s.typed LIKE ?
        GROUP BY s.text ORDER BY MAX(s.searches) DESC, s.text LIMIT ${limit}`,
      [`${escaped(typed)}%`],
    );
    return rows.map(({ text }) => text);
  },

  /** @returns how many there were, at most `limit` */
  async removeBefore(day: string, limit: number): Promise<number> {
    const { affectedRows } = await database.run(
      `DELETE FROM search_queries WHERE searched_on < ? LIMIT ${limit}`,
      [day],
    );
    return affectedRows;
  },

  async erase(searchers: readonly Buffer[], tx: Transaction): Promise<void> {
    await database.run(
      `DELETE FROM search_queries WHERE searcher IN (${searchers.map(() => '?').join(', ')})`,
      searchers,
      tx,
    );
  },
});

export type SearchQueryRepository = ReturnType<typeof createSearchQueryRepository>;
