import type { Database, Transaction } from '@soomcare/database';

import { ACCESS_TOKEN_SECONDS, type AccessTokens } from '../access-tokens/access-token.ts';
import type { LogInDevice } from '../devices/device.schemas.ts';
import type { Clock } from '../identity.deps.ts';
import { hashToken, type RefreshTokens } from './refresh-token.ts';
import type { Session } from './session.entity.ts';
import type { SessionEnds } from './session-ends.ts';
import { sessionErrors } from './session.errors.ts';
import type { SessionRepository } from './session.repository.ts';
import type { Tokens } from './session.schemas.ts';

/** A member logs in anew at least this often, whatever is refreshed (NIST SP 800-63B-4, AAL1). */
const SESSION_DAYS = 30;
const DAY_MS = 24 * 60 * 60 * 1000;

/** More than anybody's devices; the one seen longest ago makes room. */
export const MAX_LIVE_SESSIONS = 100;

interface SessionServiceDeps {
  readonly database: Database;
  readonly sessions: SessionRepository;
  readonly sessionEnds: SessionEnds;
  readonly accessTokens: AccessTokens;
  readonly refreshTokens: RefreshTokens;
  readonly clock: Clock;
}

export const createSessionService = (deps: SessionServiceDeps) => {
  const { database, sessions, sessionEnds, accessTokens, refreshTokens, clock } = deps;

  return {
    /** Starts a session in the caller's transaction; the tokens are good once it has committed. */
    async begin(tx: Transaction, memberId: string, device: LogInDevice | undefined): Promise<Tokens> {
      const id = clock.newId();
      const now = clock.now();
      const refreshToken = refreshTokens.make({ sessionId: id, counter: 0 });

      await sessions.insert(tx, {
        id,
        memberId,
        refreshCounter: 0,
        refreshHash: hashToken(refreshToken),
        previousRefreshHash: null,
        rotatedAt: null,
        sealedSuccessor: null,
        deviceId: device?.id ?? null,
        deviceName: device?.name ?? null,
        devicePlatform: device?.platform ?? null,
        authenticatedAt: now,
        createdAt: now,
        lastSeenAt: now,
        absoluteExpiresAt: new Date(now.getTime() + SESSION_DAYS * DAY_MS),
        endedAt: null,
        endReason: null,
      });
      // Their copies run out within seconds by themselves.
      await sessions.end(
        tx,
        await sessions.findSurplusIds(tx, memberId, MAX_LIVE_SESSIONS),
        'superseded',
        now,
      );

      const accessToken = accessTokens.issue({ memberId, sessionId: id });
      return { accessToken, expiresIn: ACCESS_TOKEN_SECONDS, refreshToken, sessionId: id };
    },

    list: (memberId: string): Promise<Session[]> =>
      sessions.listLive(memberId, clock.now(), MAX_LIVE_SESSIONS),

    /** @throws SESSION_NOT_FOUND, also for somebody else's */
    async endOne(memberId: string, id: string) {
      await database.transaction(async (tx) => {
        if (!(await sessionEnds.endOne(tx, memberId, id, 'ended'))) throw sessionErrors.SESSION_NOT_FOUND();
      });
      await sessionEnds.bury([id]);
    },

    async logOut(memberId: string, id: string) {
      await database.transaction((tx) => sessionEnds.endOne(tx, memberId, id, 'logged-out'));
      await sessionEnds.bury([id]);
    },

    async logOutEverywhere(memberId: string) {
      const ids = await database.transaction((tx) => sessionEnds.endAll(tx, memberId, 'logged-out'));
      await sessionEnds.bury(ids);
    },
  };
};

export type SessionService = ReturnType<typeof createSessionService>;
