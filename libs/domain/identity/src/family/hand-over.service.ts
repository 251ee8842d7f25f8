import { type Database, isDuplicateKey } from '@soomcare/database';

import { type ConsentService, refuseUnfitChoices } from '../consents/consent.service.ts';
import type { Clock } from '../identity.deps.ts';
import type { IdentityMail, IdentityPost } from '../mails/identity-mail.ts';
import type { MailThrottle } from '../mails/mail-throttle.ts';
import type { AccountService } from '../members/account.service.ts';
import { needsGuardian } from '../members/age.ts';
import type { Member } from '../members/member.entity.ts';
import type { MemberRepository } from '../members/member.repository.ts';
import type { PasswordHasher } from '../passwords/password-hasher.ts';
import { refuseCommonPassword } from '../passwords/password-rules.ts';
import type { Tokens } from '../sessions/session.schemas.ts';
import type { SessionService } from '../sessions/session.service.ts';
import { newMailedToken } from '../sign-ups/mailed-secrets.ts';
import { familyErrors } from './family.errors.ts';
import type { ConfirmHandOver } from './family.schemas.ts';
import { FAMILY_LINK_SECONDS, type FamilyLinks } from './family-link.repository.ts';
import type { GuardianRepository } from './guardian.repository.ts';

/** What makes an account of a profile. */
export interface HandOverLogIn {
  readonly accounts: AccountService;
  readonly consents: ConsentService;
  readonly hasher: PasswordHasher;
  readonly sessions: SessionService;
}

interface HandOverDeps {
  readonly database: Database;
  readonly links: FamilyLinks;
  readonly guardians: GuardianRepository;
  readonly members: MemberRepository;
  readonly logIn: HandOverLogIn;
  readonly mail: { readonly post: IdentityPost; readonly throttle: MailThrottle };
  readonly clock: Clock;
}

export const createHandOverService = (deps: HandOverDeps) => {
  const { database, links, guardians, members, logIn, mail, clock } = deps;

  const mailTo = (owner: Member | null, child: Member, to: string, token: string): IdentityMail =>
    owner
      ? { kind: 'already-a-member', to, language: owner.language }
      : { kind: 'hand-over', to, language: child.language, nickname: child.nickname, token };

  return {
    /**
     * Mails the child a link. An address that is taken gets the same answer, and its owner a mail that says so.
     * @throws TOO_MANY_REQUESTS, CHILD_NOT_FOUND, HAND_OVER_TOO_EARLY
     */
    async start(guardianId: string, childId: string, email: string) {
      await mail.throttle.count(email);
      const now = clock.now();
      const token = newMailedToken();

      await database.transaction(async (tx) => {
        const child = await members.lockIfThere(tx, childId);
        const current = await guardians.lockCurrent(tx, childId);
        if (!child || !current.includes(guardianId)) throw familyErrors.CHILD_NOT_FOUND();
        if (needsGuardian(child.birthDate, now)) throw familyErrors.HAND_OVER_TOO_EARLY();

        await links.replace(tx, childId, { token, details: email, now });
        const owner = await members.findByEmailIndex(members.emailIndex(email), tx);
        await mail.post.leave(tx, mailTo(owner, child, email, token), childId);
      });
      return { linkExpiresIn: FAMILY_LINK_SECONDS };
    },

    /**
     * The child has a log-in and consents of their own from now on, and no guardian.
     * @throws HAND_OVER_NOT_CONFIRMED, PASSWORD_TOO_COMMON, SERVICE_CONSENT_REQUIRED, CONSENT_VERSION_UNKNOWN,
     * SERVICE_UNAVAILABLE
     */
    async confirm({ token, password, consents, device }: ConfirmHandOver): Promise<Tokens> {
      refuseUnfitChoices(consents);
      const link = await links.find(token);
      const child = link && (await members.find(link.childId));
      if (!child) throw familyErrors.HAND_OVER_NOT_CONFIRMED();
      const { details: email } = link;
      refuseCommonPassword(password, { email, nickname: child.nickname });
      const passwordHash = await logIn.hasher.hash(password);

      const confirmed = database.transaction(async (tx) => {
        const locked = await members.lockIfThere(tx, child.id);
        const isTaken = locked !== null && (await links.take(tx, token, clock.now()));
        if (!isTaken) throw familyErrors.HAND_OVER_NOT_CONFIRMED();

        await logIn.accounts.addLogIn(tx, locked, { email, passwordHash });
        await logIn.consents.recordOwn(tx, child.id, consents);
        await guardians.endAll(tx, child.id, clock.now());
        return logIn.sessions.begin(tx, child.id, device);
      });
      return confirmed.catch((error: unknown) => {
        throw isDuplicateKey(error) ? familyErrors.HAND_OVER_NOT_CONFIRMED() : error;
      });
    },
  };
};

export type HandOverService = ReturnType<typeof createHandOverService>;
