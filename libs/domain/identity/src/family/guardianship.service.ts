import type { Database } from '@soomcare/database';

import type { Clock } from '../identity.deps.ts';
import type { IdentityPost } from '../mails/identity-mail.ts';
import type { MailThrottle } from '../mails/mail-throttle.ts';
import { isAdult, needsGuardian } from '../members/age.ts';
import type { MemberRepository } from '../members/member.repository.ts';
import type { WithdrawalService } from '../members/withdrawal.service.ts';
import { newMailedToken } from '../sign-ups/mailed-secrets.ts';
import { familyErrors } from './family.errors.ts';
import { FAMILY_LINK_SECONDS, type FamilyLinks } from './family-link.repository.ts';
import type { GuardianRepository } from './guardian.repository.ts';

/** More than a family; it bounds what one account can make. */
export const MAX_CHILDREN = 10;

/** As parents are. */
export const MAX_GUARDIANS = 2;

interface GuardianshipDeps {
  readonly database: Database;
  readonly guardians: GuardianRepository;
  readonly invitations: FamilyLinks;
  readonly members: MemberRepository;
  readonly withdrawals: WithdrawalService;
  readonly mail: { readonly post: IdentityPost; readonly throttle: MailThrottle };
  readonly clock: Clock;
}

/** Who keeps a child's profile, together with whom. */
export const createGuardianshipService = (deps: GuardianshipDeps) => {
  const { database, guardians, invitations, members, withdrawals, mail, clock } = deps;

  return {
    list: (childId: string) => guardians.listOf(childId),

    /**
     * Mails a link to the other parent, who follows it in an account of their own.
     * @throws TOO_MANY_REQUESTS, CHILD_NOT_FOUND, CHILD_TOO_OLD, TOO_MANY_GUARDIANS
     */
    async invite(guardianId: string, childId: string, email: string) {
      await mail.throttle.count(email);
      const now = clock.now();
      const token = newMailedToken();

      await database.transaction(async (tx) => {
        const { language, nickname } = await members.lock(tx, guardianId);
        const child = await members.lockIfThere(tx, childId);
        const current = await guardians.lockCurrent(tx, childId);
        if (!child || !current.includes(guardianId)) throw familyErrors.CHILD_NOT_FOUND();
        if (!needsGuardian(child.birthDate, now)) throw familyErrors.CHILD_TOO_OLD();
        if (current.length >= MAX_GUARDIANS) throw familyErrors.TOO_MANY_GUARDIANS();

        await invitations.replace(tx, childId, { token, details: guardianId, now });
        const invitation = { kind: 'guardian-invited', to: email, language, nickname, token } as const;
        await mail.post.leave(tx, invitation, guardianId);
      });
      return { linkExpiresIn: FAMILY_LINK_SECONDS };
    },

    /**
     * @returns the child's id
     * @throws INVITATION_NOT_VALID, GUARDIAN_TOO_YOUNG, TOO_MANY_CHILDREN
     */
    async accept(guardianId: string, token: string): Promise<string> {
      const invitation = await invitations.find(token);
      if (!invitation) throw familyErrors.INVITATION_NOT_VALID();
      const { childId, details: inviterId } = invitation;

      await database.transaction(async (tx) => {
        const now = clock.now();
        const guardian = await members.lock(tx, guardianId);
        if (!isAdult(guardian.birthDate, now)) throw familyErrors.GUARDIAN_TOO_YOUNG();
        const children = await guardians.listChildren(guardianId, tx);
        if (children.length >= MAX_CHILDREN) throw familyErrors.TOO_MANY_CHILDREN();

        const child = await members.lockIfThere(tx, childId);
        const current = await guardians.lockCurrent(tx, childId);
        const isOpen = child !== null && current.includes(inviterId) && current.length < MAX_GUARDIANS;
        const isNew = !current.includes(guardianId);
        if (!isOpen || !isNew || !(await invitations.take(tx, token, now))) {
          throw familyErrors.INVITATION_NOT_VALID();
        }

        await guardians.begin(tx, { id: clock.newId(), memberId: childId, guardianId, startedAt: now });
      });
      return childId;
    },

    /**
     * The last guardian erases the child's profile and every record in it; another one only leaves it.
     * @throws CHILD_NOT_FOUND, also for somebody else's
     */
    async leave(guardianId: string, childId: string) {
      let hasLeft = false;
      const isErased = await withdrawals.withdrawIf(childId, async (tx) => {
        const current = await guardians.lockCurrent(tx, childId);
        hasLeft = current.length > 1 && current.includes(guardianId);
        if (hasLeft) await guardians.end(tx, guardianId, childId, clock.now());
        return !hasLeft && current.includes(guardianId);
      });
      if (!isErased && !hasLeft) throw familyErrors.CHILD_NOT_FOUND();
    },
  };
};

export type GuardianshipService = ReturnType<typeof createGuardianshipService>;
