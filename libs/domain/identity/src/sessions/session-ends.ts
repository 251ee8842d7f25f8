import type { Transaction } from '@soomcare/database';

import type { Clock } from '../identity.deps.ts';
import type { LiveSessions } from './live-sessions.ts';
import type { SessionEndReason } from './session.entity.ts';
import type { SessionRepository } from './session.repository.ts';

/** Ending sessions takes two steps: the truth in the caller's transaction, then, after its commit, the copies. */
export const createSessionEnds = ({
  sessions,
  liveSessions,
  clock,
}: {
  sessions: SessionRepository;
  liveSessions: LiveSessions;
  clock: Clock;
}) => ({
  /** @returns the ended ids, for `bury` after the commit */
  async endAll(
    tx: Transaction,
    memberId: string,
    reason: SessionEndReason,
    exceptId: string | null = null,
  ): Promise<string[]> {
    const ids = (await sessions.lockLiveIds(tx, memberId)).filter((id) => id !== exceptId);
    await sessions.end(tx, ids, reason, clock.now());
    return ids;
  },

  bury: (ids: readonly string[]) => liveSessions.bury(ids),

  /** After a commit that changed a member's time zone or consents: their sessions read them anew. */
  async refreshCopies(memberId: string) {
    await liveSessions.forget(await sessions.findLiveIds(memberId));
  },
});

export type SessionEnds = ReturnType<typeof createSessionEnds>;
