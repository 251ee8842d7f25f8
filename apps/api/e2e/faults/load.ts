import { setTimeout as pause } from 'node:timers/promises';

import { vi } from 'vitest';

import { type Answer } from './http-call.ts';

/** One client that sends again some time after it was answered. */
export type Lane = () => Promise<Answer>;

export interface Load {
  /** Everything answered up to now, in the order of the answers. */
  readonly answers: readonly Answer[];
  add(lane: Lane): void;
  /** Resolves when the load has gone on for so long. */
  goOnFor(ms: number): Promise<void>;
  /** Resolves when what is under way has been answered. */
  stop(): Promise<readonly Answer[]>;
}

/** Requests at a steady pace: enough to meet every moment of a fault, not so many that the machine is the fault. */
export const startLoad = (lanes: readonly Lane[], { everyMs }: { everyMs: number }): Load => {
  const answers: Answer[] = [];
  const running: Promise<void>[] = [];
  let stopping = false;

  const run = async (lane: Lane) => {
    while (!stopping) {
      answers.push(await lane());
      await pause(everyMs);
    }
  };
  const add = (lane: Lane) => void running.push(run(lane));
  for (const lane of lanes) add(lane);

  return {
    answers,
    add,
    async goOnFor(ms) {
      const end = performance.now() + ms;
      await vi.waitUntil(() => performance.now() >= end, { timeout: ms + 5_000, interval: 20 });
    },
    async stop() {
      stopping = true;
      await Promise.all(running);

      return answers;
    },
  };
};

/** Runs all of the work, so many at a time, in order. */
export const inLanes = async <Item>(
  items: readonly Item[],
  lanes: number,
  work: (item: Item) => Promise<void>,
): Promise<void> => {
  const queue = items.values();
  const lane = async () => {
    for (const item of queue) await work(item);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
};

export const between = (answers: readonly Answer[], from: number, to: number) =>
  answers.filter(({ sentAt }) => sentAt >= from && sentAt < to);

export const percentile = (answers: readonly Answer[], share: number): number => {
  const sorted = answers.map(({ ms }) => ms).sort((a, b) => a - b);

  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
};

export const slowest = (answers: readonly Answer[]) => Math.max(0, ...answers.map(({ ms }) => ms));
