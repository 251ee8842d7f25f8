const MS = 1_000;
// A provider that says more is mistaken or hostile; no push lives that long here.
const MAX_SECONDS = 86_400;

/** Seconds to wait by a Retry-After header (RFC 9110, 10.2.3: seconds or a date), or null without a usable one. */
export const retryAfterSeconds = (header: string | undefined, now: Date): number | null => {
  if (header === undefined) return null;

  const seconds = /^\d+$/.test(header)
    ? Number(header)
    : Math.ceil((Date.parse(header) - now.getTime()) / MS);
  if (Number.isNaN(seconds)) return null;

  return Math.min(Math.max(seconds, 0), MAX_SECONDS);
};
