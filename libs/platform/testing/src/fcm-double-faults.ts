export const fcmFaults = [
  'quota',
  'unavailable',
  'internal',
  'silent',
  'cut',
  'unregistered',
  'invalid',
  'slow',
  'garbage',
  'oversize',
] as const;

/**
 * How a send may go wrong. `quota` is 429 and `unavailable` 503 with Retry-After, `internal` 500, `silent` never
 * answers, `cut` takes the message and then destroys the socket, `slow` takes it and answers late, `garbage` and
 * `oversize` take it and answer nonsense.
 */
export type FcmFault = (typeof fcmFaults)[number];
export type FcmFaultRatios = Partial<Record<FcmFault, number>>;

export type FcmFaultCounts = Record<FcmFault, number>;

const none: FcmFaultCounts = {
  quota: 0,
  unavailable: 0,
  internal: 0,
  silent: 0,
  cut: 0,
  unregistered: 0,
  invalid: 0,
  slow: 0,
  garbage: 0,
  oversize: 0,
};

/** Decides which send goes wrong: a token's own fault first, then by ratio (0.05 is one in twenty). */
export const createFcmFaultPlan = (random: () => number) => {
  const byToken = new Map<string, FcmFault>();
  const counts = { ...none };
  let ratios: FcmFaultRatios = {};

  const byRatio = (): FcmFault | undefined => {
    let point = random();

    return fcmFaults.find((fault) => (point -= ratios[fault] ?? 0) < 0);
  };

  return {
    setRatios(next: FcmFaultRatios) {
      ratios = next;
    },
    setForToken(token: string, fault: FcmFault | null) {
      if (fault === null) byToken.delete(token);
      else byToken.set(token, fault);
    },
    pick(token: string): FcmFault | undefined {
      const fault = byToken.get(token) ?? byRatio();
      if (fault) counts[fault] += 1;

      return fault;
    },
    counts: (): FcmFaultCounts => ({ ...counts }),
  };
};
