import type { Database, Transaction } from '@soomcare/database';

import type { Clock } from '../identity.deps.ts';
import type { IdentityPost } from '../mails/identity-mail.ts';
import type { Member } from '../members/member.entity.ts';
import type { MemberRepository } from '../members/member.repository.ts';
import type { ProfileMapper } from '../members/profile.ts';
import type { PasswordResetRepository } from '../password-resets/password-reset.repository.ts';
import type { SessionEnds } from '../sessions/session-ends.ts';
import type { CredentialRepository, PasswordAccount } from './credential.repository.ts';
import type { PasswordHasher } from './password-hasher.ts';
import { refuseCommonPassword } from './password-rules.ts';
import { passwordErrors } from './password.errors.ts';
import type { ChangePassword } from './password.schemas.ts';

interface PasswordServiceDeps {
  readonly database: Database;
  readonly credentials: CredentialRepository;
  readonly resets: PasswordResetRepository;
  readonly members: { readonly rows: MemberRepository; readonly profiles: ProfileMapper };
  readonly hasher: PasswordHasher;
  readonly effects: { readonly sessionEnds: SessionEnds; readonly post: IdentityPost };
  readonly clock: Clock;
}

/** A new password on its way into the account whose row was read before. */
interface Replacement {
  readonly account: PasswordAccount;
  readonly member: Member;
  readonly password: string;
  /** The session that goes on; null ends all of them. */
  readonly keepSessionId: string | null;
  /** Asked under the lock: may this caller still do it? */
  readonly permits: (tx: Transaction, version: number) => Promise<boolean>;
}

export const createPasswordService = (deps: PasswordServiceDeps) => {
  const { database, credentials, resets, members, hasher, effects, clock } = deps;

  /**
   * Sets the password, ends the other sessions, voids mailed links and tells the owner.
   * @returns false when it was not permitted any more
   * @throws PASSWORD_TOO_COMMON
   */
  const replace = async ({
    account,
    member,
    password,
    keepSessionId,
    permits,
  }: Replacement): Promise<boolean> => {
    const email = await members.profiles.getEmail(member);
    refuseCommonPassword(password, { email, nickname: member.nickname });
    const passwordHash = await hasher.hash(password);

    const ended = await database.transaction(async (tx) => {
      const version = await credentials.lockVersion(tx, account.credentialId);
      if (version === null || !(await permits(tx, version))) return null;

      await credentials.setPassword(tx, account.credentialId, passwordHash, clock.now());
      await resets.eraseMember(member.id, tx);
      await effects.post.leave(
        tx,
        { kind: 'password-changed', to: email, language: member.language },
        member.id,
      );
      return effects.sessionEnds.endAll(tx, member.id, 'password-changed', keepSessionId);
    });
    if (!ended) return false;

    await effects.sessionEnds.bury(ended);
    return true;
  };

  return {
    replace,

    /** @throws CURRENT_PASSWORD_WRONG, PASSWORD_TOO_COMMON, SERVICE_UNAVAILABLE */
    async change(memberId: string, sessionId: string, { currentPassword, newPassword }: ChangePassword) {
      const account = await credentials.findPasswordOfMember(memberId);
      const member = await members.rows.find(memberId);
      const right = account !== null && (await hasher.verify(currentPassword, account.passwordHash));
      if (!account || !member || !right) throw passwordErrors.CURRENT_PASSWORD_WRONG();

      const done = await replace({
        account,
        member,
        password: newPassword,
        keepSessionId: sessionId,
        permits: (_tx, version) => Promise.resolve(version === account.version),
      });
      if (!done) throw passwordErrors.CURRENT_PASSWORD_WRONG();
    },
  };
};

export type PasswordService = ReturnType<typeof createPasswordService>;
