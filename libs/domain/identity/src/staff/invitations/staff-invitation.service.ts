import { type Database, type FieldCipher, isDuplicateKey, type Transaction } from '@soomcare/database';
import type { StaffActor } from '@soomcare/http';

import type { Clock } from '../../identity.deps.ts';
import type { IdentityPost } from '../../mails/identity-mail.ts';
import type { PasswordHasher } from '../../passwords/password-hasher.ts';
import { refuseCommonPassword } from '../../passwords/password-rules.ts';
import { newMailedToken } from '../../sign-ups/mailed-secrets.ts';
import type { AddAccount } from '../accounts/add-account.ts';
import type { StaffAccount } from '../accounts/staff-account.entity.ts';
import { accountPlace, type StaffAccountRepository } from '../accounts/staff-account.repository.ts';
import type { AuditService } from '../audit/audit.service.ts';
import type { StaffSessionService } from '../sessions/staff-session.service.ts';
import { newTotpSecret, totpStepOf, totpUri } from '../sessions/totp.ts';
import { staffErrors } from '../staff.errors.ts';
import type { StaffInvitationRepository } from './staff-invitation.repository.ts';
import type {
  AcceptInvitation,
  InviteStaff,
  OpenInvitationView,
  StaffInvitationView,
} from './staff-invitation.schemas.ts';

/** What starts an account is short-lived and good once (OWASP ASVS 5.0, 6.4.1). */
const INVITATION_HOURS = 24;
const HOUR_MS = 60 * 60 * 1000;

interface StaffInvitationServiceDeps {
  readonly storage: { readonly database: Database; readonly cipher: FieldCipher };
  readonly accounts: { readonly rows: StaffAccountRepository; readonly add: AddAccount };
  readonly invitations: StaffInvitationRepository;
  readonly hasher: PasswordHasher;
  readonly sessions: StaffSessionService;
  readonly witnesses: { readonly audit: AuditService; readonly post: IdentityPost };
  readonly clock: Clock;
}

/** How somebody comes to an account, and back into it without their phone: nobody else ever knows their password. */
export const createStaffInvitationService = (deps: StaffInvitationServiceDeps) => {
  const { storage, accounts, invitations, hasher, sessions, witnesses, clock } = deps;
  const { database, cipher } = storage;
  const { audit, post } = witnesses;

  const emailOf = ({ id, sealedEmail }: StaffAccount) =>
    cipher.open(sealedEmail, accountPlace('sealed_email', id));

  const makeLink = async (tx: Transaction, staffId: string): Promise<StaffInvitationView> => {
    const token = newMailedToken();
    const createdAt = clock.now();
    const expiresAt = new Date(createdAt.getTime() + INVITATION_HOURS * HOUR_MS);
    await invitations.replace(tx, token, { staffId, totpSecret: newTotpSecret(), expiresAt, createdAt });
    return { staffId, token, expiresAt: expiresAt.toISOString() };
  };

  /** @throws STAFF_INVITATION_FAILED */
  const getInvited = async (token: string) => {
    const invitation = await invitations.find(token, clock.now());
    const account = invitation && (await accounts.rows.find(invitation.staffId));
    if (!invitation || account?.status !== 'active') throw staffErrors.STAFF_INVITATION_FAILED();

    return { invitation, account };
  };

  return {
    /**
     * Makes an account that nobody can log in to before its link was used.
     * @throws STAFF_EXISTS, SERVICE_UNAVAILABLE
     */
    async invite(actor: StaffActor, address: string, person: InviteStaff): Promise<StaffInvitationView> {
      const passwordHash = await hasher.hash(newMailedToken());
      const account = { ...person, passwordHash, totpSecret: newTotpSecret(), addedById: actor.id };

      const invited = database.transaction(async (tx) => {
        const staffId = await accounts.add(tx, account);
        await audit.write(tx, { staff: actor, address, task: 'staffInvite', subjectIds: [] });
        return makeLink(tx, staffId);
      });
      return invited.catch((error: unknown) => {
        throw isDuplicateKey(error) ? staffErrors.STAFF_EXISTS() : error;
      });
    },

    /**
     * A new link in the place of any earlier one, also for who has lost phone or password: what they log in with now
     * stays good until the link is used.
     * @throws STAFF_NOT_FOUND, OWN_ACCOUNT
     */
    async inviteAgain(actor: StaffActor, address: string, id: string): Promise<StaffInvitationView> {
      if (actor.id === id) throw staffErrors.OWN_ACCOUNT();

      return database.transaction(async (tx) => {
        const account = await accounts.rows.lock(tx, id);
        if (!account) throw staffErrors.STAFF_NOT_FOUND();

        // Whoever holds the link holds these rights: the ledger says who gave it, and to which account.
        await accounts.rows.recordRoleChange(tx, {
          id: clock.newId(),
          staffId: id,
          role: account.status === 'active' ? account.role : null,
          changedById: actor.id,
          recordedAt: clock.now(),
        });
        await audit.write(tx, { staff: actor, address, task: 'staffInviteAgain', subjectIds: [] });
        await post.leave(tx, { kind: 'staff-link-made', to: emailOf(account), language: 'ko' });
        return makeLink(tx, id);
      });
    },

    /** What the holder of the link puts into their authenticator app. @throws STAFF_INVITATION_FAILED */
    async open(token: string): Promise<OpenInvitationView> {
      const { invitation, account } = await getInvited(token);
      const email = emailOf(account);

      return {
        email,
        name: account.name,
        role: account.role,
        totpSecret: invitation.totpSecret,
        totpUri: totpUri(invitation.totpSecret, email),
        expiresAt: invitation.expiresAt.toISOString(),
      };
    },

    /**
     * Ends every session of this account; log-ins that are half done are void.
     * @throws STAFF_INVITATION_FAILED, STAFF_CODE_WRONG, PASSWORD_TOO_COMMON, SERVICE_UNAVAILABLE
     */
    async accept({ token, password, code }: AcceptInvitation, address: string): Promise<void> {
      const { invitation, account } = await getInvited(token);
      const { id, role, name } = account;
      const email = emailOf(account);
      const step = totpStepOf(invitation.totpSecret, code, clock.now());
      if (step === null) throw staffErrors.STAFF_CODE_WRONG();
      refuseCommonPassword(password, { email, nickname: name });
      const passwordHash = await hasher.hash(password);

      const ended = await database.transaction(async (tx) => {
        const locked = await accounts.rows.lock(tx, id);
        const isTaken = locked?.status === 'active' && (await invitations.take(tx, token, clock.now()));
        if (!isTaken) throw staffErrors.STAFF_INVITATION_FAILED();

        await accounts.rows.update(tx, locked, {
          passwordHash,
          sealedTotpSecret: cipher.seal(invitation.totpSecret, accountPlace('sealed_totp_secret', id)),
          // This code has been used; the next log-in takes the next one.
          lastTotpStep: step,
          updatedAt: clock.now(),
        });
        const task = 'staffAcceptInvitation';
        await audit.write(tx, { staff: { id, role }, address, task, subjectIds: [] });
        await post.leave(tx, { kind: 'staff-log-in-changed', to: email, language: 'ko' });
        return sessions.endAllOf(tx, id);
      });

      await sessions.bury(ended);
    },
  };
};

export type StaffInvitationService = ReturnType<typeof createStaffInvitationService>;
