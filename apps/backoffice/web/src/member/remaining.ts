import type { RecordAccess } from '../api/api.ts';

/** How long a grant still holds, and the share of it that is left. */
export const remainingOf = (
  { grantedAt, expiresAt }: Pick<RecordAccess, 'grantedAt' | 'expiresAt'>,
  now: number,
) => {
  const whole = Date.parse(expiresAt) - Date.parse(grantedAt);
  const leftMs = Math.max(0, Date.parse(expiresAt) - now);

  return { leftMs, share: whole > 0 ? Math.min(1, leftMs / whole) : 0 };
};

/** `09:05`; a started second still counts. */
export const clockText = (ms: number) => {
  const seconds = Math.ceil(ms / 1_000);
  const two = (value: number) => String(value).padStart(2, '0');

  return `${two(Math.floor(seconds / 60))}:${two(seconds % 60)}`;
};
