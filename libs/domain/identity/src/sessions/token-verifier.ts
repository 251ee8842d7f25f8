import type { VerifyToken } from '@soomcare/http';

import type { AccessTokens } from '../access-tokens/access-token.ts';
import type { LiveSessions } from './live-sessions.ts';

/** An access token is good while it is genuine, in time, and its session lives. */
export const createTokenVerifier =
  ({
    accessTokens,
    liveSessions,
    now,
  }: {
    accessTokens: AccessTokens;
    liveSessions: LiveSessions;
    now: () => Date;
  }): VerifyToken =>
  async (token, onGenuine) => {
    const claims = accessTokens.verify(token);
    if (!claims) return null;

    onGenuine?.(claims.memberId);
    const facts = await liveSessions.find(claims.sessionId);
    if (facts?.memberId !== claims.memberId || new Date(facts.expiresAt) <= now()) return null;

    return {
      id: facts.memberId,
      sessionId: claims.sessionId,
      timeZone: facts.timeZone,
      consents: facts.consents,
      authenticatedAt: new Date(facts.authenticatedAt),
    };
  };
