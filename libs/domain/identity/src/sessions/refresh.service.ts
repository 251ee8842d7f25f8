import type { Database } from '@soomcare/database';

import { ACCESS_TOKEN_SECONDS, type AccessTokens } from '../access-tokens/access-token.ts';
import type { Runtime } from '../identity.deps.ts';
import type { IdentityPost } from '../mails/identity-mail.ts';
import type { MemberRepository } from '../members/member.repository.ts';
import type { ProfileMapper } from '../members/profile.ts';
import type { LiveSessions } from './live-sessions.ts';
import {
  hashToken,
  openSuccessor,
  type RefreshTokenFacts,
  type RefreshTokens,
  sealSuccessor,
} from './refresh-token.ts';
import type { Session } from './session.entity.ts';
import { BEARER_CHALLENGE, sessionErrors } from './session.errors.ts';
import type { SessionRepository } from './session.repository.ts';
import type { Tokens } from './session.schemas.ts';

/** An answer that was lost on the way may be asked for again this long, by the immediate parent only. */
export const PARENT_GRACE_SECONDS = 10;

const refused = () => sessionErrors.REFRESH_REFUSED(BEARER_CHALLENGE);

interface RefreshDeps {
  readonly database: Database;
  readonly sessions: SessionRepository;
  readonly liveSessions: LiveSessions;
  readonly members: { readonly rows: MemberRepository; readonly profiles: ProfileMapper };
  readonly tokens: { readonly access: AccessTokens; readonly refresh: RefreshTokens };
  readonly post: IdentityPost;
  readonly runtime: Runtime;
}

type Verdict =
  | { readonly kind: 'same'; readonly memberId: string; readonly successor: string }
  | { readonly kind: 'reused' | 'refused' };

export const createRefreshService = (deps: RefreshDeps) => {
  const { database, sessions, liveSessions, members, tokens, post, runtime } = deps;

  const answer = (sessionId: string, memberId: string, refreshToken: string): Tokens => ({
    accessToken: tokens.access.issue({ memberId, sessionId }),
    expiresIn: ACCESS_TOKEN_SECONDS,
    refreshToken,
    sessionId,
  });

  const isWithinGrace = (
    session: Session,
    token: string,
    counter: number,
  ): session is Session & { sealedSuccessor: Buffer } =>
    session.refreshCounter === counter + 1 &&
    session.previousRefreshHash?.equals(hashToken(token)) === true &&
    session.sealedSuccessor !== null &&
    session.rotatedAt !== null &&
    runtime.now().getTime() - session.rotatedAt.getTime() <= PARENT_GRACE_SECONDS * 1000;

  /** For a genuine token that did not win: a repeated question, a stolen token, or a session that is over. */
  const judge = (token: string, { sessionId, counter }: RefreshTokenFacts): Promise<Verdict> =>
    database.transaction(async (tx) => {
      const session = await sessions.lock(tx, sessionId);
      const now = runtime.now();
      if (!session || session.endedAt || session.absoluteExpiresAt <= now) return { kind: 'refused' };
      if (isWithinGrace(session, token, counter)) {
        const successor = openSuccessor(session.sealedSuccessor, token);
        return { kind: 'same', memberId: session.memberId, successor };
      }
      // Not older than the valid one, yet not it: one that was made and never handed out.
      if (counter >= session.refreshCounter) return { kind: 'refused' };

      await sessions.end(tx, [sessionId], 'reused', now);
      const member = await members.rows.find(session.memberId, tx);
      const to = member && (await members.profiles.openEmail(member, tx));
      if (member && to !== null) {
        const { language } = member;
        await post.leave(
          tx,
          { kind: 'session-reused', to, language, deviceName: session.deviceName },
          member.id,
        );
      }
      return { kind: 'reused' };
    });

  return {
    /** @throws REFRESH_REFUSED; a genuine token that had been used before ends its session as well */
    async refresh(token: string): Promise<Tokens> {
      const facts = tokens.refresh.read(token);
      if (!facts) throw refused();

      const { sessionId, counter } = facts;
      const successor = tokens.refresh.make({ sessionId, counter: counter + 1 });
      const won = await sessions.rotate({
        sessionId,
        counter,
        presentedHash: hashToken(token),
        successorHash: hashToken(successor),
        sealedSuccessor: sealSuccessor(successor, token),
        at: runtime.now(),
      });
      if (won) {
        // Null for a member who was locked or has withdrawn meanwhile.
        const live = await sessions.findLive(sessionId, runtime.now());
        if (!live) throw refused();
        return answer(sessionId, live.memberId, successor);
      }

      const verdict = await judge(token, facts);
      if (verdict.kind === 'same') return answer(sessionId, verdict.memberId, verdict.successor);
      if (verdict.kind === 'reused') {
        runtime.logger.warn({ sessionId }, 'a used refresh token came back: its session was ended');
        await liveSessions.bury([sessionId]);
      }
      throw refused();
    },
  };
};

export type RefreshService = ReturnType<typeof createRefreshService>;
