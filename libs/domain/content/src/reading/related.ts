import type { ArticleCard } from './live-article.sql.ts';

const SAME_CATEGORY = 2;
const MAX_RELATED = 4;

const nearness = (one: ArticleCard, other: ArticleCard) =>
  one.tags.filter((tag) => other.tags.includes(tag)).length +
  (one.category === other.category ? SAME_CATEGORY : 0);

/** The few that share most tags with it or its category; of equals the first. */
export const relatedTo = <A extends ArticleCard>(article: ArticleCard, others: readonly A[]): A[] =>
  others
    .filter(({ id }) => id !== article.id)
    .map((other) => ({ other, points: nearness(article, other) }))
    .filter(({ points }) => points > 0)
    .toSorted((a, b) => b.points - a.points)
    .slice(0, MAX_RELATED)
    .map(({ other }) => other);
