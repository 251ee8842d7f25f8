/** So many things may be in hand at once; who wants more waits in line. */
export interface Permits {
  take(count: number): Promise<void>;
  free(count: number): void;
}

export const createPermits = (total: number): Permits => {
  const waiting: { readonly count: number; readonly resolve: () => void }[] = [];
  let left = total;

  const serve = () => {
    for (let [first] = waiting; first && first.count <= left; [first] = waiting) {
      waiting.shift();
      left -= first.count;
      first.resolve();
    }
  };

  return {
    take: (count) =>
      new Promise((resolve) => {
        waiting.push({ count, resolve });
        serve();
      }),
    free(count) {
      left += count;
      serve();
    },
  };
};
