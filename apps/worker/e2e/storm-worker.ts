import { fork } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';

import { type ServiceAccount } from '@soomcare/push';
import { vi } from 'vitest';

import { type PlantedBug } from './planted-bugs.ts';

export interface StormWorkerSettings {
  readonly databaseUrl: string;
  readonly fcmUrl: string;
  readonly account: ServiceAccount;
  readonly leaseSeconds: number;
  readonly pushDeadlineMs: number;
  /** How far its clock is ahead. */
  readonly skewMs?: number;
  readonly bug?: PlantedBug;
  /** The failpoint at which it says `reached`, and waits until it is told `release`. */
  readonly holdAt?: string;
}

/** `unanswered` is said of each push whose answer did not come. */
export type StormWorkerWord = 'runs' | 'reached' | 'planted' | 'unanswered';

/** A worker as a process of its own; it dies with this one. */
export interface StormWorker {
  /** Resolves when it has said so; rejects when it has ended without. */
  heard(word: StormWorkerWord): Promise<void>;
  /** So many pushes of which it does not know whether they were taken. */
  unanswered(): number;
  /** SIGKILL; resolves when it has gone. */
  kill(): Promise<void>;
  /** SIGSTOP: its connections stay open and it does nothing. */
  pause(): void;
  /** SIGCONT, and past the failpoint that holds it. */
  release(): void;
  /** Resolves when it has finished what it has in hand, and gone. */
  stop(): Promise<void>;
}

const HEARD_WITHIN_MS = 60_000;

export const startStormWorker = async (settings: StormWorkerSettings): Promise<StormWorker> => {
  const child = fork(resolve(import.meta.dirname, 'storm-worker-main.ts'), { execArgv: [] });
  const gone = once(child, 'exit');
  const words: unknown[] = [];
  child.on('message', (word) => words.push(word));
  child.send(settings);

  const worker: StormWorker = {
    async heard(word) {
      const isOver = () => words.includes(word) || child.exitCode !== null;
      await vi.waitUntil(isOver, { timeout: HEARD_WITHIN_MS, interval: 10 });
      if (!words.includes(word)) throw new Error(`a worker ended (${child.exitCode}) before it said ${word}`);
    },
    unanswered: () => words.filter((word) => word === 'unanswered').length,
    async kill() {
      child.kill('SIGKILL');
      await gone;
    },
    pause() {
      child.kill('SIGSTOP');
    },
    release() {
      child.kill('SIGCONT');
      child.send('release');
    },
    async stop() {
      if (child.connected) child.send('stop');
      await gone;
    },
  };
  await worker.heard('runs');

  return worker;
};
