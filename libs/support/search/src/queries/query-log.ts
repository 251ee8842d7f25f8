import { type BlindIndex, removeInBatches, type Transaction } from '@soomcare/database';
import { initialSoundsOf } from '@soomcare/korean-text';
import { type Logger } from '@soomcare/observability';

import { type SearchAnswer, type SearchQuery } from '../search-index.ts';
import { compactOf } from '../text/compact.ts';
import { loggedText } from './logged-text.ts';
import { type Searched, type SearchQueryRepository, type Suggestion } from './search-query.repository.ts';

const MS_PER_DAY = 24 * 60 * 60 * 1000;
export const KEPT_DAYS = 90;
const FLUSH_MS = 1_000;
const MAX_SUGGESTIONS = 5_000;
/** KEPT_DAYS touch no more months than these: from 31 January to 1 May it is five. */
const MONTHS_KEPT = 5;

export interface QueryLogDeps {
  readonly queries: SearchQueryRepository;
  readonly blindIndex: BlindIndex;
  readonly now: () => Date;
  readonly logger: Logger;
}

export const dayBefore = (at: Date, days: number): string =>
  new Date(at.getTime() - days * MS_PER_DAY).toISOString().slice(0, 10);

/** YYYY-MM of this month and those before it. */
const monthsBefore = (at: Date): string[] =>
  Array.from({ length: MONTHS_KEPT }, (_, back) =>
    new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() - back)).toISOString().slice(0, 7),
  );

const suggestionsOf = ({ text, searches }: { text: string; searches: number }): Suggestion[] => {
  const { text: compact } = compactOf(text);
  return [...new Set([compact, initialSoundsOf(compact)])]
    .filter((typed) => typed !== '')
    .map((typed) => ({ typed, text, searches }));
};

/**
 * Remembers for 90 days what is searched for and what finds nothing; of the searcher no more than that they differ.
 * No search waits for it: what was searched for within a second is written together, and lost where a process dies.
 */
export const createQueryLog = ({ queries, blindIndex, now, logger }: QueryLogDeps) => {
  let waiting = new Map<string, Searched>();
  let timer: NodeJS.Timeout | undefined;

  /** Another one each month, so that nobody can be followed over months. */
  const searcherOf = (memberId: string, month: string): Buffer =>
    blindIndex('search_queries.searcher', `${month} ${memberId}`);

  const flush = async (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    // In one order everywhere, so that two processes never wait for one another.
    const searched = [...waiting].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, each]) => each);
    waiting = new Map();
    await queries.add(searched).catch((error: unknown) => {
      logger.warn({ err: error, searches: searched.length }, 'searches were answered and not counted');
    });
  };

  /** What to suggest. */
  const learn = async (): Promise<void> => {
    await flush();
    const since = dayBefore(now(), KEPT_DAYS);
    const asked = await queries.asked({ since, order: 'searches', limit: MAX_SUGGESTIONS });
    const successful = asked.filter(({ searches, misses }) => misses < searches);
    await queries.replaceSuggestions(successful.flatMap(suggestionsOf));
  };

  return {
    /** The first page of what a member has searched for. */
    add({ text, viewer, cursor, kinds }: SearchQuery, { hits }: SearchAnswer): void {
      const kept = loggedText(text);
      if (kept === null || viewer.memberId === null || cursor !== undefined) return;

      const searchedOn = dayBefore(now(), 0);
      const searcher = searcherOf(viewer.memberId, searchedOn.slice(0, 7));
      const key = [searchedOn, kept, searcher.toString('hex')].join(' ');
      const before = waiting.get(key) ?? { searches: 0, misses: 0 };
      // That one kind has nothing does not tell that nothing is there.
      const isMiss = hits.length === 0 && kinds === undefined;
      waiting.set(key, {
        ...{ searchedOn, text: kept, searcher, searches: before.searches + 1 },
        misses: before.misses + Number(isMiss),
      });
      timer ??= setTimeout(() => void flush(), FLUSH_MS).unref();
    },

    /** What is typed, as others have finished it. */
    suggest: async (text: string, limit: number): Promise<string[]> => {
      const typed = compactOf(text).text;
      return typed === '' ? [] : queries.suggest(typed, limit);
    },

    learn,

    /** Learns what to suggest, and forgets what is old. @returns how many rows it forgot */
    async housekeeping(): Promise<number> {
      await learn();
      const before = dayBefore(now(), KEPT_DAYS);
      return removeInBatches((limit) => queries.removeBefore(before, limit));
    },

    async eraseMember(memberId: string, tx: Transaction): Promise<void> {
      const searchers = monthsBefore(now()).map((month) => searcherOf(memberId, month));
      await queries.erase(searchers, tx);
    },
  };
};

export type QueryLog = ReturnType<typeof createQueryLog>;
