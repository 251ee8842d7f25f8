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
  /** Of two who end sessions of one member at the same time the second sees what the first has ended. */
  const endThose = async (
    tx: Transaction,
    memberId: string,
    reason: SessionEndReason,
    isMeant: (id: string) => boolean,
  ): Promise<string[]> => {
    const ids = (await sessions.lockLiveIds(tx, memberId)).filter(isMeant);
    const now = clock.now();
    await sessions.end(tx, ids, reason, now);
    await devices.releaseLoggedOut(tx, memberId, ids, now);
    return ids;
  };

  return {
    /** @returns whether it was live until now */
    async endOne(tx: Transaction, memberId: string, id: string, reason: SessionEndReason): Promise<boolean> {
      return (await endThose(tx, memberId, reason, (each) => each === id)).length === 1;
    },

    /** @returns the ended ids, for `bury` after the commit */
    endAll: (tx: Transaction, memberId: string, reason: SessionEndReason, exceptId: string | null = null) =>
      endThose(tx, memberId, reason, (each) => each !== exceptId),

    bury: (ids: readonly string[]) => liveSessions.bury(ids),

    /** After a commit that changed a member's time zone or consents: their sessions read them anew. */
    async refreshCopies(memberId: string) {
      await liveSessions.forget(await sessions.findLiveIds(memberId));
    },
  };
};

export type SessionEnds = ReturnType<typeof createSessionEnds>;
