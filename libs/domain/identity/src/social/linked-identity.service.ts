import { type Database, isDuplicateKey } from '@soomcare/database';

import type { Actor } from '@soomcare/http';

import type { IdentityPost } from '../mails/identity-mail.ts';
import type { MemberRepository } from '../members/member.repository.ts';
import type { ProfileMapper } from '../members/profile.ts';
import type { SessionEnds } from '../sessions/session-ends.ts';
import type { ProviderRevocation } from './provider-revocation.ts';
import type { SocialProvider } from './provider-settings.ts';
import type { SocialAttemptService } from './social-attempt.service.ts';
import type { SocialCredentials } from './social-credentials.ts';
import { socialErrors } from './social.errors.ts';
import type { ProviderAnswerBody } from './social.schemas.ts';

interface LinkedIdentityDeps {
  readonly database: Database;
  readonly attempts: SocialAttemptService;
  readonly credentials: SocialCredentials;
  readonly members: { readonly rows: MemberRepository; readonly profiles: ProfileMapper };
  readonly revocation: ProviderRevocation;
  readonly effects: { readonly sessionEnds: SessionEnds; readonly post: IdentityPost };
}

export const createLinkedIdentityService = (deps: LinkedIdentityDeps) => {
  const { database, attempts, credentials, members, revocation, effects } = deps;

  return {
    async list(memberId: string) {
      return {
        items: await credentials.rows.listOf(memberId),
        hasPassword: await credentials.rows.hasPassword(memberId),
      };
    },

    /**
     * The same account again is no error. The owner is told by mail: a link is a way in.
     * @throws SOCIAL_LINK_FAILED, IDENTITY_TAKEN, PROVIDER_ALREADY_LINKED, SOCIAL_PROVIDER_OFF,
     * SOCIAL_PROVIDER_FAILED
     */
    async link(memberId: string, answer: ProviderAnswerBody) {
      const proven = await attempts.prove(answer);
      if (!proven) throw socialErrors.SOCIAL_LINK_FAILED();

      const { id, provider, identity } = proven;
      const linked = database.transaction(async (tx) => {
        const member = await members.rows.lock(tx, memberId);
        await attempts.remove(tx, id);

        const own = (await credentials.rows.listOf(memberId, tx)).find((each) => each.provider === provider);
        if (own && own.subject !== identity.subject) throw socialErrors.PROVIDER_ALREADY_LINKED();
        if (own) {
          await credentials.markProven(tx, { id: own.id, memberId }, identity);
          return { provider, linkedAt: own.linkedAt };
        }

        const linkedAt = await credentials.add(tx, memberId, provider, identity);
        const to = await members.profiles.openEmail(member, tx);
        if (to !== null) {
          const mail = { kind: 'provider-linked', to, language: member.language, provider } as const;
          await effects.post.leave(tx, mail, memberId);
        }
        return { provider, linkedAt };
      });

      return linked.catch((error: unknown) => {
        throw isDuplicateKey(error) ? socialErrors.IDENTITY_TAKEN() : error;
      });
    },

    /** Ends the other sessions: which of them it began is not known. @throws IDENTITY_NOT_FOUND, LAST_CREDENTIAL */
    async remove({ id: memberId, sessionId }: Pick<Actor, 'id' | 'sessionId'>, provider: SocialProvider) {
      const ended = await database.transaction(async (tx) => {
        await members.rows.lock(tx, memberId);
        const all = await credentials.rows.listOf(memberId, tx);
        const own = all.find((each) => each.provider === provider);
        if (!own) throw socialErrors.IDENTITY_NOT_FOUND();
        if (all.length === 1 && !(await credentials.rows.hasPassword(memberId, tx))) {
          throw socialErrors.LAST_CREDENTIAL();
        }

        await revocation.leave(tx, memberId, own);
        await credentials.rows.remove(tx, own.id);
        return effects.sessionEnds.endAll(tx, memberId, 'ended', sessionId);
      });
      await effects.sessionEnds.bury(ended);
    },
  };
};

export type LinkedIdentityService = ReturnType<typeof createLinkedIdentityService>;
