const gainOf = (grades: readonly number[]): number =>
  grades.reduce((sum, grade, index) => sum + (2 ** grade - 1) / Math.log2(index + 2), 0);

/**
 * nDCG: the gain of each answer, less the lower it stands, beside the most that could be had (Järvelin and Kekäläinen 2002).
 * @param found grades of what was found, in its order; 0 for what is of no use
 * @param wanted grades of all that there is
 * @param ranks how many answers count
 * @returns 0 to 1
 */
export const ndcgOf = (found: readonly number[], wanted: readonly number[], ranks: number): number => {
  const best = wanted.toSorted((a, b) => b - a);
  return gainOf(found.slice(0, ranks)) / gainOf(best.slice(0, ranks));
};
