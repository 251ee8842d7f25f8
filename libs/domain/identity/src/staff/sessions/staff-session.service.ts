import { createHmac, createSecretKey, hkdfSync, randomBytes } from 'node:crypto';

import type { Transaction } from '@soomcare/database';
import type { StaffActor, VerifyStaffSession } from '@soomcare/http';
import { z } from 'zod';

import type { Clock } from '../../identity.deps.ts';
import { hashToken } from '../../sessions/refresh-token.ts';
import { permissionsOf, staffRoles } from '../roles.ts';
import type { StaffLiveSessions } from './staff-live-sessions.ts';
import type { StaffSessionFacts, StaffSessionRepository } from './staff-session.repository.ts';

/** NIST SP 800-63B-4, AAL2 allows an hour and a day; the record's sensitivity asks for less (ASVS 5.0, 7.3). */
export const IDLE_SECONDS = 15 * 60;
const ABSOLUTE_HOURS = 12;
const HOUR_MS = 60 * 60 * 1000;

/** A session that was seen just now is not written again: the idle limit is this much shorter at worst. */
const TOUCH_AFTER_SECONDS = 30;

const TOKEN_BYTES = 32;
const KEY_BYTES = 32;

export interface NewSession {
  readonly token: string;
  readonly actor: StaffActor;
}

interface StaffSessionServiceDeps {
  readonly sessions: StaffSessionRepository;
  readonly liveSessions: StaffLiveSessions;
  readonly key: Buffer;
  readonly clock: Clock;
}

export const createStaffSessionService = ({
  sessions,
  liveSessions,
  key,
  clock,
}: StaffSessionServiceDeps) => {
  const csrfKey = createSecretKey(
    Buffer.from(hkdfSync('sha256', key, Buffer.alloc(0), 'soomcare staff csrf', KEY_BYTES)),
  );
  /** Made from the session's own token: only who has the session and asks for it from our page learns it. */
  const csrfTokenOf = (token: string) => createHmac('sha256', csrfKey).update(token).digest('base64url');

  const actorOf = (token: string, facts: StaffSessionFacts): StaffActor => {
    const role = z.enum(staffRoles).parse(facts.role);
    return {
      id: facts.staffId,
      sessionId: facts.id,
      name: facts.name,
      role,
      permissions: permissionsOf(role),
      csrfToken: csrfTokenOf(token),
      expiresAt: new Date(facts.expiresAt),
    };
  };

  const idleSeconds = ({ lastSeenAt }: StaffSessionFacts) =>
    (clock.now().getTime() - new Date(lastSeenAt).getTime()) / 1000;

  return {
    /** Starts a session in the caller's transaction; its token is good once that has committed. */
    async begin(tx: Transaction, staff: { id: string; name: string; role: string }): Promise<NewSession> {
      const now = clock.now();
      const token = randomBytes(TOKEN_BYTES).toString('base64url');
      const absoluteExpiresAt = new Date(now.getTime() + ABSOLUTE_HOURS * HOUR_MS);
      const session = { id: clock.newId(), staffId: staff.id, createdAt: now, lastSeenAt: now };
      await sessions.insert(tx, {
        ...session,
        tokenHash: hashToken(token),
        absoluteExpiresAt,
        endedAt: null,
      });

      const times = { lastSeenAt: now.toISOString(), expiresAt: absoluteExpiresAt.toISOString() };
      return {
        token,
        actor: actorOf(token, {
          id: session.id,
          staffId: staff.id,
          name: staff.name,
          role: staff.role,
          ...times,
        }),
      };
    },

    verify: (async (token) => {
      const facts = await liveSessions.find(hashToken(token));
      if (!facts || idleSeconds(facts) >= IDLE_SECONDS || new Date(facts.expiresAt) <= clock.now())
        return null;

      if (idleSeconds(facts) >= TOUCH_AFTER_SECONDS) {
        await sessions.touch(facts.id, clock.now());
        await liveSessions.forget(hashToken(token));
      }
      return actorOf(token, facts);
    }) satisfies VerifyStaffSession,

    async logOut(sessionId: string) {
      await liveSessions.bury(await sessions.end(sessionId, clock.now()));
    },

    /** @returns what to `bury` after the commit */
    endAllOf: (tx: Transaction, staffId: string): Promise<Buffer[]> =>
      sessions.endAllOf(tx, staffId, null, clock.now()),

    /** @returns what to `bury` after the commit */
    endOthersOf: (tx: Transaction, actor: { id: string; sessionId: string }): Promise<Buffer[]> =>
      sessions.endAllOf(tx, actor.id, actor.sessionId, clock.now()),

    bury: (tokenHashes: readonly Buffer[]) => liveSessions.bury(tokenHashes),
  };
};

export type StaffSessionService = ReturnType<typeof createStaffSessionService>;
