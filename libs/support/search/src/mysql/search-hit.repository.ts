import { binaryToUuid, type Database, isoInstant } from '@soomcare/database';

import { type Filter, type FoundDocument, type Place } from '../readings/reading.ts';
import { type Facets } from '../search-index.ts';
import { type Concept } from '../text/concepts.ts';
import { type IndexStep, type NewestStep, type Step, tiers } from './search-plan.ts';
import {
  after,
  allOf,
  type Condition,
  filters,
  hasAll,
  inTiers,
  matches,
  rankWithin,
  textOf,
} from './search.sql.ts';

/** Where a document stands, without it. */
export interface RankedDocument {
  readonly kind: string;
  readonly place: Place;
}

/** What all matches of the index are sorted by. */
export interface Ranking {
  readonly match: Condition;
  readonly wanted: Condition;
  /** The lowest comes first. */
  readonly rank: Condition;
}

type PlaceRow = Readonly<Record<'datedAt', string> & Record<'number' | 'place', number>>;
type RankedRow = PlaceRow & Readonly<Record<'kind', string>>;
type HitRow = PlaceRow & Readonly<Record<'kind' | 'title' | 'body', string> & Record<'id', Buffer>>;

/** A search that takes longer is given up by the server; one that nobody waits for is ended at once. */
const DEADLINE_MS = 800;
const deadline = `/*+ MAX_EXECUTION_TIME(${DEADLINE_MS}) */`;

/**
 * Of a statement, MySQL looks into the full-text index first and then takes its snapshot: whatever is edited in between
 * would be in neither. A constant is worked out before both, and no edit takes anything from the index.
 */
const snapshotFirst: Condition = {
  sql: `(SELECT COUNT(*) FROM search_grams g WHERE g.gram = '') >= 0`,
  params: [],
};

const newestFirst = 'FORCE INDEX (ix_search_documents_dated_at_number)';
const newestTitlesFirst = 'FORCE INDEX (ix_search_documents_dated_at_number_title_text)';
/** MySQL looks at titles within the index, and reads only documents that have the words, where a range is given. */
const anyDay: Condition = { sql: `d.dated_at <= '9999-12-31'`, params: [] };
const withTexts = 'STRAIGHT_JOIN search_texts t ON t.number = d.text_number';
const selected = 'd.kind, d.id, d.title, d.body, d.dated_at AS datedAt, d.number';
const inOrder = 'd.dated_at DESC, d.number DESC';

const placeOf = ({ place: rank, datedAt, number }: PlaceRow): Place => ({
  ...{ rank, datedAt: isoInstant(datedAt), number },
});
const rankedOf = ({ kind, ...row }: RankedRow): RankedDocument => ({ kind, place: placeOf(row) });
const documentOf = ({ kind, id, title, body, ...row }: HitRow): FoundDocument => ({
  ...{ kind, id: binaryToUuid(id), title, body, place: placeOf(row) },
});

export const rankingOf = (concepts: readonly Concept[], { from, to, index, asked }: IndexStep): Ranking => ({
  match: matches(asked, index),
  wanted: inTiers(concepts, from, to),
  rank: rankWithin(concepts, from, to),
});

/** Finds documents: by the full-text index, or by reading the newest. */
export const createSearchHitRepository = (database: Database) => {
  const ranked = async (
    ranking: Ranking,
    filter: Filter,
    from: Place | null,
    limit: number,
  ): Promise<RankedDocument[]> => {
    const where = allOf([snapshotFirst, ranking.match, ranking.wanted, filters(filter)]);
    const place = from && after(from);
    const later: Condition = place
      ? {
          sql: `HAVING place > ? OR (place = ? AND ${place.sql})`,
          params: [from.rank, from.rank, ...place.params],
        }
      : { sql: '', params: [] };
    const rows = await database.rowsUntil<RankedRow>(
      filter.signal,
      `SELECT ${deadline} d.kind, d.dated_at AS datedAt, d.number, ${ranking.rank.sql} AS place
         FROM search_texts t STRAIGHT_JOIN search_documents d ON d.text_number = t.number
        WHERE ${where.sql} ${later.sql} ORDER BY place, ${inOrder} LIMIT ${limit}`,
      [...ranking.rank.params, ...where.params, ...later.params],
    );
    return rows.map(rankedOf);
  };

  const documents = async (ranks: readonly RankedDocument[], filter: Filter): Promise<FoundDocument[]> => {
    if (ranks.length === 0) return [];

    const shown = filters(filter);
    const rows = await database.rowsUntil<Omit<HitRow, 'place'>>(
      filter.signal,
      `SELECT ${deadline} ${selected}
         FROM JSON_TABLE(CAST(? AS JSON), '$[*]' COLUMNS (number BIGINT UNSIGNED PATH '$')) j
         STRAIGHT_JOIN search_documents d ON d.number = j.number
        WHERE d.text_number IS NOT NULL AND ${shown.sql}`,
      [JSON.stringify(ranks.map(({ place }) => place.number)), ...shown.params],
    );
    const found = new Map(rows.map((row) => [row.number, row]));

    return ranks.flatMap(({ place }) => {
      const row = found.get(place.number);
      return row ? [documentOf({ ...row, place: place.rank })] : [];
    });
  };

  const newest = async (
    concepts: readonly Concept[],
    { tier }: NewestStep,
    filter: Filter,
    from: Place | null,
    limit: number,
  ): Promise<RankedDocument[]> => {
    const isOfTitles = tier === 'title';
    const where = allOf([
      ...(isOfTitles ? [anyDay, hasAll(concepts, 'd.title_text')] : [inTiers(concepts, tier, tier)]),
      filters(filter),
      ...(from ? [after(from)] : []),
    ]);
    const rows = await database.rowsUntil<RankedRow>(
      filter.signal,
      `SELECT ${deadline} d.kind, d.dated_at AS datedAt, d.number, ${tiers.indexOf(tier)} AS place
         FROM search_documents d ${isOfTitles ? newestTitlesFirst : `${newestFirst} ${withTexts}`}
        WHERE ${where.sql} ORDER BY ${inOrder} LIMIT ${limit}`,
      where.params,
    );
    return rows.map(rankedOf);
  };

  return {
    /** The first of all that the index matches. */
    ranked,

    /** Those of them that are still there for whoever searches, in their order. */
    documents,

    /** The first documents of a step. */
    async inStep(
      concepts: readonly Concept[],
      step: Step,
      filter: Filter,
      from: Place | null,
      limit: number,
    ): Promise<FoundDocument[]> {
      const places =
        step.kind === 'newest'
          ? await newest(concepts, step, filter, from, limit)
          : await ranked(rankingOf(concepts, step), filter, from, limit);
      return documents(places, filter);
    },

    /** How many of each kind there are among so many of the newest documents. */
    async kindsOfNewest(concepts: readonly Concept[], filter: Filter, counted: number): Promise<Facets> {
      const wanted = allOf([hasAll(concepts, textOf.full), filters(filter)]);
      const rows = await database.rowsUntil<{ kind: string; count: number; seen: number }>(
        filter.signal,
        `SELECT ${deadline} d.kind, COUNT(IF(${wanted.sql}, 1, NULL)) AS count, COUNT(*) AS seen
         FROM (SELECT d.text_number, d.kind, d.visibility, d.member_id, d.language
                 FROM search_documents d ${newestFirst} ORDER BY ${inOrder} LIMIT ${counted}) d
         LEFT JOIN search_texts t ON t.number = d.text_number
        GROUP BY d.kind ORDER BY count DESC, d.kind`,
        wanted.params,
      );

      return {
        kinds: rows.flatMap(({ kind, count }) => (count > 0 ? [{ kind, count }] : [])),
        isCapped: rows.reduce((sum, { seen }) => sum + seen, 0) === counted,
      };
    },
  };
};

export type SearchHitRepository = ReturnType<typeof createSearchHitRepository>;
