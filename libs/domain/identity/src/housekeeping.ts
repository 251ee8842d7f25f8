import type { HousekeepingRepository } from './housekeeping.repository.ts';
import { PARENT_GRACE_SECONDS } from './sessions/refresh.service.ts';

/** A job for the scheduler: bounded, and harmless when it runs twice or on two instances at once. */
export interface HousekeepingJob {
  readonly name: string;
  /** @returns how many rows it changed */
  run(): Promise<number>;
}

/** Ended sessions are kept this long, to answer questions about a log-in. */
const KEEP_ENDED_SESSIONS_SECONDS = 30 * 24 * 60 * 60;

/** Clocks of instances differ a little. */
const GRACE_MARGIN_SECONDS = 5;

export const createHousekeeping = (
  rows: HousekeepingRepository,
  now: () => Date,
): readonly HousekeepingJob[] => {
  const ago = (seconds: number) => new Date(now().getTime() - seconds * 1000);

  return [
    { name: 'identity.expired-sign-ups', run: () => rows.removeSignUpsExpiredBefore(ago(0)) },
    { name: 'identity.expired-password-resets', run: () => rows.removeResetsExpiredBefore(ago(0)) },
    { name: 'identity.expired-family-links', run: () => rows.removeFamilyLinksExpiredBefore(ago(0)) },
    {
      name: 'identity.expired-social-attempts',
      run: () => rows.removeSocialAttemptsExpiredBefore(ago(0)),
    },
    {
      name: 'identity.ended-sessions',
      run: () => rows.removeSessionsEndedBefore(ago(KEEP_ENDED_SESSIONS_SECONDS)),
    },
    {
      name: 'identity.expired-sessions',
      run: () => rows.removeSessionsExpiredBefore(ago(KEEP_ENDED_SESSIONS_SECONDS)),
    },
    {
      name: 'identity.expired-staff-sessions',
      run: () => rows.removeStaffSessionsExpiredBefore(ago(KEEP_ENDED_SESSIONS_SECONDS)),
    },
    {
      name: 'identity.expired-staff-invitations',
      run: () => rows.removeStaffInvitationsExpiredBefore(ago(0)),
    },
    {
      name: 'identity.expired-record-access',
      run: () => rows.removeRecordAccessExpiredBefore(ago(KEEP_ENDED_SESSIONS_SECONDS)),
    },
    {
      name: 'identity.used-refresh-successors',
      run: () => rows.wipeSuccessorsRotatedBefore(ago(PARENT_GRACE_SECONDS + GRACE_MARGIN_SECONDS)),
    },
  ];
};
