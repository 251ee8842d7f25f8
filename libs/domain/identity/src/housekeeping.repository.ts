import { type Database, sqlInstant } from '@soomcare/database';

/** One run must not hold locks for long; what is left comes with the next run. */
const MAX_ROWS = 1_000;

export const createHousekeepingRepository = (database: Database) => {
  const run = async (sql: string, before: Date) => {
    const { affectedRows } = await database.run(`${sql} LIMIT ${MAX_ROWS}`, [sqlInstant(before)]);
    return affectedRows;
  };

  return {
    removeSignUpsExpiredBefore: (before: Date) => run('DELETE FROM sign_ups WHERE expires_at <= ?', before),
    removeResetsExpiredBefore: (before: Date) =>
      run('DELETE FROM password_resets WHERE expires_at <= ?', before),
    removeFamilyLinksExpiredBefore: (before: Date) =>
      run('DELETE FROM family_links WHERE expires_at <= ?', before),
    removeSocialAttemptsExpiredBefore: (before: Date) =>
      run('DELETE FROM social_attempts WHERE expires_at <= ?', before),
    removeSessionsEndedBefore: (before: Date) => run('DELETE FROM sessions WHERE ended_at <= ?', before),
    removeSessionsExpiredBefore: (before: Date) =>
      run('DELETE FROM sessions WHERE absolute_expires_at <= ?', before),
    removeStaffSessionsExpiredBefore: (before: Date) =>
      run('DELETE FROM staff_sessions WHERE absolute_expires_at <= ?', before),
    removeStaffInvitationsExpiredBefore: (before: Date) =>
      run('DELETE FROM staff_invitations WHERE expires_at <= ?', before),
    /** What was done with them stays in the audit log. */
    removeRecordAccessExpiredBefore: (before: Date) =>
      run('DELETE FROM record_access_grants WHERE expires_at <= ?', before),
    /** The parent's grace is over: nobody may be given that successor again. */
    wipeSuccessorsRotatedBefore: (before: Date) =>
      run('UPDATE sessions SET sealed_successor = NULL, rotated_at = NULL WHERE rotated_at <= ?', before),
  };
};

export type HousekeepingRepository = ReturnType<typeof createHousekeepingRepository>;
