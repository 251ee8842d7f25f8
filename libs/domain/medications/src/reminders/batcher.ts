interface Waiting<Item> {
  readonly item: Item;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

export interface Batcher<Item> {
  /** Resolves, or rejects, with the batch that the item went into. */
  add(item: Item): Promise<void>;
}

/**
 * Does single things together: a batch goes when it is full or `waitMs` after its first item, one batch after the
 * other, so that a slow item never holds up the ones beside it.
 */
export const createBatcher = <Item>({
  work,
  size,
  waitMs,
}: {
  work: (items: readonly Item[]) => Promise<void>;
  size: number;
  waitMs: number;
}): Batcher<Item> => {
  const waiting: Waiting<Item>[] = [];
  let timer: NodeJS.Timeout | undefined;
  let isWorking = false;

  const workOff = async (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    if (isWorking) return;

    isWorking = true;
    while (waiting.length > 0) {
      const batch = waiting.splice(0, size);
      try {
        await work(batch.map(({ item }) => item));
        for (const { resolve } of batch) resolve();
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    isWorking = false;
  };

  return {
    add: (item) =>
      new Promise((resolve, reject) => {
        waiting.push({ item, resolve, reject });
        if (waiting.length >= size) void workOff();
        else timer ??= setTimeout(() => void workOff(), waitMs);
      }),
  };
};
