/** One collapse key on one device. */
export interface FcmArrival {
  token: string;
  collapseKey: string;
  /** Like `endsAt` in milliseconds since 1970. */
  firstAt: number;
  arrivals: number;
  /** How often the member saw it come: once, unless a repeat came after the ttl. */
  shown: number;
  /** Until when a repeat replaces it. */
  endsAt: number;
}

const MS = 1_000;

/**
 * What the devices show. A message replaces the one with its collapse key for as long as that one's ttl runs;
 * without a collapse key each shows.
 */
export const createFcmDevices = (now: () => Date) => {
  const seen = new Map<string, FcmArrival>();
  let repeats = 0;
  let shownTwice = 0;

  return {
    show(token: string, collapseKey: string, ttlSeconds: number) {
      const at = now().getTime();
      const endsAt = at + ttlSeconds * MS;
      const key = `${token} ${collapseKey}`;
      const before = seen.get(key);
      if (!before) {
        seen.set(key, { token, collapseKey, firstAt: at, arrivals: 1, shown: 1, endsAt });

        return;
      }

      const isShownAgain = at > before.endsAt;
      if (isShownAgain && before.shown === 1) shownTwice += 1;
      if (isShownAgain) before.shown += 1;
      repeats += 1;
      before.arrivals += 1;
      before.endsAt = endsAt;
    },
    counts: () => ({ shown: seen.size, shownTwice, repeats }),
    arrivals: (): Iterable<FcmArrival> => seen.values(),
    *arrivalLines(): Generator<string> {
      for (const arrival of seen.values()) yield `${JSON.stringify(arrival)}\n`;
    },
  };
};
