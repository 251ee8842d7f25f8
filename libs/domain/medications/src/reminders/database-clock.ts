/** The database's time as a claim told it, moved on by the monotonic clock: a worker's own wall clock plays no part. */
export interface DatabaseClock {
  now(): Date;
  /** Since the claim. */
  elapsedMs(): number;
}

export const databaseClockFrom = (at: Date): DatabaseClock => {
  const startedAt = performance.now();
  const elapsedMs = () => performance.now() - startedAt;

  return { elapsedMs, now: () => new Date(at.getTime() + elapsedMs()) };
};
