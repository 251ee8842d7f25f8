/** So many may do something at once; the others wait in line. */
export interface Permits {
  take(): Promise<void>;
  free(): void;
}

export const createPermits = (count: number): Permits => {
  const waiting: (() => void)[] = [];
  let left = count;

  return {
    async take() {
      if (left > 0) {
        left -= 1;

        return;
      }

      await new Promise<void>((resolve) => {
        waiting.push(resolve);
      });
    },
    free() {
      const next = waiting.shift();
      if (next) next();
      else left += 1;
    },
  };
};
