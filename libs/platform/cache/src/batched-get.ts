interface Asked {
  readonly key: string;
  readonly answer: PromiseWithResolvers<string | null>;
}

/**
 * Reads keys one by one for its callers, and together for Redis: a command costs this process more than a key does
 * (each has its timer, promise and answer to parse), and every request reads at least one.
 */
export const createBatchedGet = (
  getAll: (keys: readonly string[]) => Promise<readonly (string | null)[]>,
): ((key: string) => Promise<string | null>) => {
  let waiting: Asked[] = [];

  const send = async (): Promise<void> => {
    const asked = waiting;
    waiting = [];
    try {
      const values = await getAll(asked.map(({ key }) => key));
      for (const [index, { answer }] of asked.entries()) answer.resolve(values[index] ?? null);
    } catch (error) {
      for (const { answer } of asked) answer.reject(error);
    }
  };

  return (key) => {
    if (waiting.length === 0) setImmediate(() => void send());
    const answer = Promise.withResolvers<string | null>();
    waiting.push({ key, answer });

    return answer.promise;
  };
};
