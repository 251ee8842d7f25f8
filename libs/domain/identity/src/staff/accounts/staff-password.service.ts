import type { Database, FieldCipher } from '@soomcare/database';
import type { StaffActor } from '@soomcare/http';

import type { Clock } from '../../identity.deps.ts';
import type { IdentityPost } from '../../mails/identity-mail.ts';
import type { PasswordHasher } from '../../passwords/password-hasher.ts';
import { refuseCommonPassword } from '../../passwords/password-rules.ts';
import { passwordErrors } from '../../passwords/password.errors.ts';
import type { AuditService } from '../audit/audit.service.ts';
import type { StaffSessionService } from '../sessions/staff-session.service.ts';
import { accountPlace, type StaffAccountRepository } from './staff-account.repository.ts';
import type { ChangeStaffPassword } from './staff-password.schemas.ts';

interface StaffPasswordServiceDeps {
  readonly storage: { readonly database: Database; readonly cipher: FieldCipher };
  readonly accounts: StaffAccountRepository;
  readonly hasher: PasswordHasher;
  readonly sessions: StaffSessionService;
  readonly witnesses: { readonly audit: AuditService; readonly post: IdentityPost };
  readonly clock: Clock;
}

export const createStaffPasswordService = (deps: StaffPasswordServiceDeps) => {
  const { storage, accounts, hasher, sessions, witnesses, clock } = deps;
  const { database, cipher } = storage;
  const { audit, post } = witnesses;

  return {
    /**
     * Ends every other session of this person; log-ins that are half done are void.
     * @throws CURRENT_PASSWORD_WRONG, PASSWORD_TOO_COMMON, SERVICE_UNAVAILABLE
     */
    async change(
      actor: StaffActor,
      address: string,
      { currentPassword, newPassword }: ChangeStaffPassword,
    ): Promise<void> {
      const account = await accounts.find(actor.id);
      const right = account !== null && (await hasher.verify(currentPassword, account.passwordHash));
      if (!right) throw passwordErrors.CURRENT_PASSWORD_WRONG();

      const email = cipher.open(account.sealedEmail, accountPlace('sealed_email', account.id));
      refuseCommonPassword(newPassword, { email, nickname: account.name });
      const passwordHash = await hasher.hash(newPassword);

      const ended = await database.transaction(async (tx) => {
        const locked = await accounts.lock(tx, actor.id);
        // Another change came in between: what was proved is not the current password any more.
        if (locked?.version !== account.version) throw passwordErrors.CURRENT_PASSWORD_WRONG();

        await accounts.update(tx, account, { passwordHash, updatedAt: clock.now() });
        await audit.write(tx, { staff: actor, address, task: 'staffChangePassword', subjectIds: [] });
        await post.leave(tx, { kind: 'staff-log-in-changed', to: email, language: 'ko' });
        return sessions.endOthersOf(tx, actor);
      });

      await sessions.bury(ended);
    },
  };
};

export type StaffPasswordService = ReturnType<typeof createStaffPasswordService>;
