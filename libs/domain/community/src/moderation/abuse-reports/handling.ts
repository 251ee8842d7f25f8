import type { AbuseReason } from './abuse-report.entity.ts';

export interface Handling {
  /** 1 is first. */
  readonly priority: 1 | 2 | 3;
  readonly dueHours: number;
}

/** What can hurt somebody comes first. The hours are our promise to members, not a law's. */
const handlings: Readonly<Record<AbuseReason, Handling>> = {
  'red-flag': { priority: 1, dueHours: 1 },
  'dosing-advice': { priority: 2, dueHours: 12 },
  misinformation: { priority: 2, dueHours: 12 },
  'contact-data': { priority: 2, dueHours: 12 },
  harassment: { priority: 2, dueHours: 12 },
  advert: { priority: 3, dueHours: 48 },
  other: { priority: 3, dueHours: 48 },
};

const HOUR_MS = 60 * 60 * 1000;

export const handlingOf = (reason: AbuseReason, reportedAt: Date) => {
  const { priority, dueHours } = handlings[reason];
  return { priority, dueAt: new Date(reportedAt.getTime() + dueHours * HOUR_MS) };
};
