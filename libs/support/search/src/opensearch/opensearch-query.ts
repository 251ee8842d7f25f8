import { type Filter, type Place } from '../readings/reading.ts';
import { type Viewer } from '../search-index.ts';
import { type Concept } from '../text/concepts.ts';
import { WORD_HEAD } from '../text/shadow-text.ts';

export type Clause = Readonly<Record<string, unknown>>;

const anyOf = (clauses: readonly Clause[]): Clause => ({
  bool: { should: clauses, minimum_should_match: 1 },
});
const allOf = (clauses: readonly Clause[]): Clause => ({ bool: { filter: clauses } });
/** Adds one to the score, however often the words stand there. */
const counts = (clause: Clause): Clause => ({ constant_score: { filter: clause } });

type Field = 'titleText' | 'headText' | 'fullText';

export const has = (concept: Concept, field: Field): Clause =>
  anyOf(concept.map((needle) => ({ match_phrase: { [field]: needle } })));

/** The words without their endings, which only OpenSearch knows. */
const hasStems = (concept: Concept, fields: readonly string[]): Clause =>
  anyOf(
    concept.map((needle) => ({
      multi_match: {
        ...{ query: needle.replace(WORD_HEAD, '').normalize('NFKC'), fields },
        ...{ type: 'cross_fields', operator: 'and' },
      },
    })),
  );

/** Scored 2 where all words stand in the title, 1 where they stand in title and tags. */
export const withAllOf = (concepts: readonly Concept[], filter: readonly Clause[]): Clause => {
  const within = (field: Field) => concepts.map((concept) => has(concept, field));

  return {
    bool: {
      filter: [...within('fullText'), ...filter],
      should: [counts(allOf(within('titleText'))), counts(allOf(within('headText')))],
      minimum_should_match: 0,
    },
  };
};

/** Scored 1 for each word, and 1 more for each in title and tags. */
export const withAnyOf = (concepts: readonly Concept[], filter: readonly Clause[]): Clause => {
  const inHead = (concept: Concept) =>
    counts(anyOf([has(concept, 'headText'), hasStems(concept, ['title', 'tags'])]));
  const anywhere = (concept: Concept) =>
    counts(anyOf([has(concept, 'fullText'), hasStems(concept, ['title', 'tags', 'body'])]));

  return {
    bool: {
      filter,
      should: [...concepts.map(inHead), ...concepts.map(anywhere)],
      minimum_should_match: 1,
    },
  };
};

const visibleTo = ({ memberId, blockedMemberIds }: Viewer): Clause[] => [
  memberId === null
    ? { term: { visibility: 'public' } }
    : anyOf([{ terms: { visibility: ['public', 'members'] } }, { term: { memberId } }]),
  ...(blockedMemberIds.length === 0
    ? []
    : [{ bool: { must_not: { terms: { memberId: blockedMemberIds } } } }]),
];

/** What the searcher may see and wants to. */
export const filtersOf = ({ viewer, kinds, language }: Filter): Clause[] => [
  { term: { isRemoved: false } },
  ...visibleTo(viewer),
  ...(kinds ? [{ terms: { kind: kinds } }] : []),
  ...(language ? [{ term: { language } }] : []),
];

/** As MySQL does. */
export const inOrder = [{ _score: 'desc' }, { datedAt: 'desc' }, { number: 'desc' }];

/** @param score of the place's rank */
export const after = (score: number, { datedAt, number }: Place) => ({
  search_after: [score, new Date(datedAt).getTime(), number],
});
