import { drugTermKinds } from '../drug.entity.ts';

/** Each further word costs one look into the index per product that the first has found. */
const MAX_WORDS = 5;

/** From 1 for a name to 4 for an ingredient; 0 is left for a name as a whole. */
const rankOf = (alias: string) =>
  `FIELD(${alias}.kind, ${drugTermKinds.map((kind) => `'${kind}'`).join(', ')})`;
const WORD_RANK = drugTermKinds.indexOf('word') + 1;

/** Words hold letters and numbers only, so no wildcard of LIKE can stand in one. */
const beginsWith = (word: string) => `${word}%`;

interface Statement {
  readonly sql: string;
  readonly params: readonly unknown[];
}

/** What begins with all that was typed, spaces left out. */
const wholeMatches = (words: readonly string[]): Statement => {
  const typed = words.join('');

  return {
    sql: `SELECT t.drug_id, IF(t.kind = 'name' AND t.term = ?, 0, ${rankOf('t')}) AS match_rank
            FROM drug_terms t WHERE t.term LIKE ?`,
    params: [typed, beginsWith(typed)],
  };
};

/** Many products share a number, fewer a long word. */
const byHowMuchItTells = (a: string, b: string) =>
  Number(/^\d/.test(a)) - Number(/^\d/.test(b)) || b.length - a.length;

/** What has a word for each that was typed; as good as the worst of them. */
const wordMatches = (words: readonly string[]): Statement => {
  const [rarest = '', ...others] = words.toSorted(byHowMuchItTells).slice(0, MAX_WORDS);
  const rankOfOther = `(SELECT MIN(${rankOf('o')}) FROM drug_terms o WHERE o.drug_id = t.drug_id AND o.term LIKE ?)`;
  const ranks = [WORD_RANK, rankOf('t'), ...others.map(() => rankOfOther)];

  return {
    sql: `SELECT t.drug_id, GREATEST(${ranks.join(', ')}) AS match_rank FROM drug_terms t WHERE t.term LIKE ?`,
    params: [...others, rarest].map(beginsWith),
  };
};

/**
 * The products that words find, once each, as (drug_id, match_rank) with the lowest rank for the best.
 * @param words at least one
 */
export const matchesSql = (words: readonly string[]): Statement => {
  const parts = words.length === 1 ? [wholeMatches(words)] : [wholeMatches(words), wordMatches(words)];

  return {
    sql: `SELECT c.drug_id, MIN(c.match_rank) AS match_rank
            FROM (${parts.map(({ sql }) => sql).join(' UNION ALL ')}) c
           GROUP BY c.drug_id HAVING match_rank IS NOT NULL`,
    params: parts.flatMap(({ params }) => params),
  };
};
