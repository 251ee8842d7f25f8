/** Small, so that a statement holds few locks for a short time. */
const BATCH = 500;

/**
 * Removes everything, by many small statements.
 *
 * @param remove removes at most so many rows and resolves with their count
 * @returns how many were removed altogether
 */
export const removeInBatches = async (remove: (limit: number) => Promise<number>): Promise<number> => {
  let removed = 0;
  for (;;) {
    const batch = await remove(BATCH);
    removed += batch;
    if (batch < BATCH) return removed;
  }
};
