import DataLoader from 'dataloader';

/** A larger batch saves nothing more. */
const MOST_KEYS = 100;

/**
 * Reads one by one for its callers, and together for the store, what is asked for in the same turn of the event loop: a
 * command or statement costs this process more than a key does (each has its timer, promise and answer to parse), and
 * every request needs some. Nothing is kept.
 * @param readAll gives an answer for each key, in their order
 */
export const createBatchedRead = <Key, Answer>(
  readAll: (keys: readonly Key[]) => Promise<readonly Answer[]>,
): ((key: Key) => Promise<Answer>) => {
  const loader = new DataLoader<Key, Answer>(readAll, {
    ...{ cache: false, maxBatchSize: MOST_KEYS },
    batchScheduleFn: (send) => setImmediate(send),
  });

  return (key) => loader.load(key);
};
