import type { Transaction } from '@soomcare/database';

import type { DeviceRepository } from '../devices/device.repository.ts';
import type { Clock } from '../identity.deps.ts';
import type { LiveSessions } from './live-sessions.ts';
import type { SessionEndReason } from './session.entity.ts';
import type { SessionRepository } from './session.repository.ts';

interface SessionEndsDeps {
  readonly sessions: SessionRepository;
  readonly liveSessions: LiveSessions;
  readonly devices: DeviceRepository;
  readonly clock: Clock;
}

/**
 * Ending sessions on purpose takes two steps: the truth in the caller's transaction, then, after its commit, the
 * copies. A device that is logged out so gets no pushes until it logs in and registers again.
 */
export const createSessionEnds = ({ sessions, liveSessions, devices, clock }: SessionEndsDeps) => {
  const end = async (tx: Transaction, memberId: string, ids: readonly string[], reason: SessionEndReason) => {
    await sessions.end(tx, ids, reason, clock.now());
    await devices.releaseLoggedOut(tx, memberId, ids);
  };

  return {
    end,

    /** @returns the ended ids, for `bury` after the commit */
    async endAll(
      tx: Transaction,
      memberId: string,
      reason: SessionEndReason,
      exceptId: string | null = null,
    ): Promise<string[]> {
      const ids = (await sessions.lockLiveIds(tx, memberId)).filter((id) => id !== exceptId);
      await end(tx, memberId, ids, reason);
      return ids;
    },

    bury: (ids: readonly string[]) => liveSessions.bury(ids),

    /** After a commit that changed a member's time zone or consents: their sessions read them anew. */
    async refreshCopies(memberId: string) {
      await liveSessions.forget(await sessions.findLiveIds(memberId));
    },
  };
};

export type SessionEnds = ReturnType<typeof createSessionEnds>;
