import { setTimeout as wait } from 'node:timers/promises';

type Stop = () => unknown;

export interface LaterDeps {
  /** What goes first. */
  readonly after: Promise<void>;
  /** What goes first may take this long; then both go on side by side. */
  readonly waitsMs: number;
  readonly start: (onStop: (stop: Stop) => void) => Promise<void>;
  readonly onFailure: (error: unknown) => void;
}

/** Starts what can wait after what cannot. */
export const startLater = ({ after, waitsMs, start, onFailure }: LaterDeps) => {
  const stopping = new AbortController();
  const stops: Stop[] = [];

  const begin = async (): Promise<void> => {
    const { signal } = stopping;
    await Promise.race([after, wait(waitsMs, undefined, { signal })]).catch(() => undefined);
    if (!signal.aborted) await start((stop) => void stops.push(stop));
  };
  const begun = begin().catch(onFailure);

  return {
    /** What has not begun never does; what has stops in reverse order. */
    async stop(): Promise<void> {
      stopping.abort();
      await begun;
      for (const stop of stops.toReversed()) await stop();
    },
  };
};
