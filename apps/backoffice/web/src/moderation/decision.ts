import type { AbuseReport } from '../api/api.ts';

export const decisions = [
  'dismiss',
  'warn',
  'hide',
  'restrict',
  'ban',
] as const satisfies AbuseReport['decision'][];
export type Decision = (typeof decisions)[number];

/** `forever` is for a ban alone. */
export const durations = ['1', '3', '7', '30', '90', 'forever'] as const;
export type Duration = (typeof durations)[number];

export const durationsOf = (decision: Decision): readonly Duration[] => {
  if (decision === 'ban') return durations;

  return decision === 'restrict' ? durations.filter((duration) => duration !== 'forever') : [];
};

/** As the server takes it: only what ends has days. */
export const daysOf = (decision: Decision, duration: Duration): { days?: number } =>
  durationsOf(decision).includes(duration) && duration !== 'forever' ? { days: Number(duration) } : {};

const DAY_MS = 86_400_000;

/** When it would end if it were decided now; null where nothing ends. */
export const endOf = (decision: Decision, duration: Duration, now = Date.now()): string | null => {
  const { days } = daysOf(decision, duration);

  return days === undefined ? null : new Date(now + days * DAY_MS).toISOString();
};
