import { setTimeout as pause } from 'node:timers/promises';

/** Gives what `source` gives, and after each rests as long as the work on it took: half of the time is for searches. */
export const atHalfPace = async function* <T>(source: AsyncIterable<T>): AsyncGenerator<T> {
  let startedAt = performance.now();
  for await (const each of source) {
    yield each;
    await pause(performance.now() - startedAt);
    startedAt = performance.now();
  }
};
