import { medicationsTables } from '@soomcare/medications';
import {
  createTestServiceAccount,
  type FcmArrival,
  type FcmDouble,
  startFcmDouble,
  truncateAll,
  useTestDatabase,
} from '@soomcare/testing';
import { afterEach, beforeEach, vi } from 'vitest';

import { judgeStorm, type Verdict } from './storm-judge.ts';
import { startStormWorker, type StormWorker, type StormWorkerSettings } from './storm-worker.ts';

/** Later answers count as time-outs. */
const PUSH_DEADLINE_MS = 4_000;
const FINISHED_WITHIN_MS = 120_000;

const account = createTestServiceAccount();

/** A database, a push provider and workers, anew for each test. */
export const useStormWorld = () => {
  const database = useTestDatabase({ entities: medicationsTables, acquireTimeoutMs: 10_000 });
  const workers: StormWorker[] = [];
  let provider: FcmDouble | undefined;

  const fcm = (): FcmDouble => {
    if (!provider) throw new Error('the provider is there from beforeEach on');

    return provider;
  };

  beforeEach(async () => {
    await truncateAll(database());
    provider = await startFcmDouble({ account, slowMs: PUSH_DEADLINE_MS * 2 });
  });
  afterEach(async () => {
    await Promise.all(workers.splice(0).map((worker) => worker.kill()));
    await provider?.close();
  });

  const until = (isSo: () => Promise<boolean> | boolean) =>
    vi.waitUntil(isSo, { timeout: FINISHED_WITHIN_MS, interval: 50 });

  const nothingWaits = async (which: string): Promise<boolean> => {
    const rows = await database().rows(
      `SELECT r.id FROM reminders r WHERE r.state = 'waiting' AND ${which} LIMIT 1`,
    );

    return rows.length === 0;
  };

  return {
    database,
    fcm,
    arrivals: (): FcmArrival[] => [...fcm().arrivals()],
    /** With only those repeats that no lost answer explains: nobody knows whether such a push was taken. */
    async judge(): Promise<Verdict> {
      const { repeats, ...verdict } = await judgeStorm(database(), fcm().arrivals());
      const unanswered = workers.reduce((sum, worker) => sum + worker.unanswered(), 0);

      return { ...verdict, repeats: Math.max(0, repeats - unanswered) };
    },

    /** @param different a lease long enough for a busy machine unless told */
    async startWorker(different: Partial<StormWorkerSettings> = {}): Promise<StormWorker> {
      const worker = await startStormWorker({
        databaseUrl: database.url(),
        fcmUrl: fcm().url,
        account,
        leaseSeconds: 15,
        pushDeadlineMs: PUSH_DEADLINE_MS,
        ...different,
      });
      workers.push(worker);

      return worker;
    },

    /** Resolves when no dose that is due has a reminder waiting. */
    untilFinished: () => until(() => nothingWaits("r.kind = 'dose' AND r.due_at <= NOW(3)")),

    untilNoneWaits: () => until(() => nothingWaits('TRUE')),

    untilAccepted: (count: number) => until(() => fcm().stats().accepted >= count),

    /** Resolves when so many pushes have met an exhausted quota. */
    untilRefused: (count: number) => until(() => fcm().stats().faults.quota >= count),
  };
};
