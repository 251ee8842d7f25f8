import { type FallbackSearch } from '../fallback-search.ts';
import { type QueryLog } from './query-log.ts';

/** Of the suggestions so many are what others have searched for; titles fill the rest. */
const MAX_ASKED = 3;

export interface LoggedSearchDeps {
  readonly search: FallbackSearch;
  readonly log: Pick<QueryLog, 'add' | 'suggest'>;
}

/** A search that remembers what was searched for, and suggests it to others. */
export const createLoggedSearch = ({ search, log }: LoggedSearchDeps): FallbackSearch => ({
  async query(query) {
    const answer = await search.query(query);
    log.add(query, answer);
    return answer;
  },

  async suggest(query) {
    const [asked, titles] = await Promise.all([log.suggest(query.text, MAX_ASKED), search.suggest(query)]);
    return [...new Set([...asked, ...titles])].slice(0, query.limit);
  },
});
