import { type Filter, type Place } from '../readings/reading.ts';
import { type Viewer } from '../search-index.ts';
import { type Concept } from '../text/concepts.ts';
import { WORD_HEAD } from '../text/shadow-text.ts';

export type Clause = Readonly<Record<string, unknown>>;

const anyOf = (clauses: readonly Clause[]): Clause => ({
  bool: { should: clauses, minimum_should_match: 1 },
});
export const allOf = (clauses: readonly Clause[]): Clause => ({ bool: { filter: clauses } });
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

const tiers = ['titleText', 'headText', 'fullText'] as const;

/** Of each tier, all that has the words in its text, and not all of them in the text of the tier before. */
export const byTiers = (concepts: readonly Concept[]): Clause[] => {
  const within = (field: Field) => concepts.map((concept) => has(concept, field));

  return tiers.map((field, rank) => {
    const before = tiers[rank - 1];
    const found = { filter: within(field) };
    return { bool: before ? { ...found, must_not: [allOf(within(before))] } : found };
  });
};

export const anywhere = (concepts: readonly Concept[]): Clause =>
  allOf(concepts.map((concept) => has(concept, 'fullText')));

/** Scored 1 for each word, and 1 more for each in title and tags. */
export const withAnyOf = (concepts: readonly Concept[]): Clause => {
  const inHead = (concept: Concept) =>
    counts(anyOf([has(concept, 'headText'), hasStems(concept, ['title', 'tags'])]));
  const inAll = (concept: Concept) =>
    counts(anyOf([has(concept, 'fullText'), hasStems(concept, ['title', 'tags', 'body'])]));

  return {
    bool: { should: [...concepts.map(inHead), ...concepts.map(inAll)], minimum_should_match: 1 },
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

/** As the index is sorted, so that OpenSearch stops when a page is full. */
export const newestFirst = [{ datedAt: 'desc' }, { number: 'desc' }];
export const bestFirst = [{ _score: 'desc' }, ...newestFirst];

export const valuesOf = ({ datedAt, number }: Place): number[] => [new Date(datedAt).getTime(), number];
