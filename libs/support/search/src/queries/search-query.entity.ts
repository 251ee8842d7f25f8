import { bytes, type Column, integer, localDate, primary, table, text } from '@soomcare/database';

/** How often somebody searched for a text on one day. */
export class SearchedText {
  searchedOn!: string;
  text!: string;
  /** Tells members apart within a month, and nothing else of them. */
  searcher!: Buffer;
  searches!: number;
  /** How many of the searches found nothing. */
  misses!: number;
}

/** A text that several members have searched for, by what may be typed of it. */
export class SearchSuggestion {
  /** The text or its initial sounds, compact. */
  typed!: string;
  text!: string;
  searches!: number;
}

export const MAX_LOGGED = 100;

const exact = (): Column<string> => ({ ...text(MAX_LOGGED), collation: 'utf8mb4_0900_bin' });
const count = () => integer({ unsigned: true });

export const searchedTextTable = table<SearchedText>()({
  target: SearchedText,
  tableName: 'search_queries',
  columns: {
    searchedOn: primary(localDate()),
    text: primary(exact()),
    searcher: primary(bytes(16)),
    searches: count(),
    misses: count(),
  },
  indices: [{ name: 'ix_search_queries_searcher', columns: ['searcher'] }],
});

export const searchSuggestionTable = table<SearchSuggestion>()({
  target: SearchSuggestion,
  tableName: 'search_suggestions',
  columns: { typed: primary(exact()), text: primary(exact()), searches: count() },
});
