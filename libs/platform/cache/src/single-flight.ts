/** Runs `work` once for all callers that ask for the same key while it runs; all get its result or its error. */
export type SingleFlight = <T>(key: string, work: () => Promise<T>) => Promise<T>;

/**
 * Keeps a herd of equal reads off the database when a cached value is missing. It keeps nothing after the work is
 * done: that is the cache's part. One key must always stand for one type of result.
 */
export const createSingleFlight = (): SingleFlight => {
  const running = new Map<string, Promise<unknown>>();

  return <T>(key: string, work: () => Promise<T>): Promise<T> => {
    const joined = running.get(key);
    // The type is the key's promise: the map cannot know it, the caller's key function does.
    if (joined) return joined as Promise<T>;

    const started = (async () => work())().finally(() => {
      running.delete(key);
    });
    running.set(key, started);

    return started;
  };
};
