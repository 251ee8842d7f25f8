import type { Database } from '@soomcare/database';

import type { Clock } from '../identity.deps.ts';
import type { IdentityPost } from '../mails/identity-mail.ts';
import type { MailThrottle } from '../mails/mail-throttle.ts';
import type { MemberRepository } from '../members/member.repository.ts';
import type { ProfileMapper } from '../members/profile.ts';
import type { CredentialRepository } from '../passwords/credential.repository.ts';
import type { PasswordService } from '../passwords/password.service.ts';
import type { LogInThrottle } from '../sessions/log-in-throttle.ts';
import { hashToken } from '../sessions/refresh-token.ts';
import { newMailedToken } from '../sign-ups/mailed-secrets.ts';
import { passwordResetErrors } from './password-reset.errors.ts';
import type { PasswordResetRepository } from './password-reset.repository.ts';
import type { ConfirmPasswordReset } from './password-reset.schemas.ts';

export const RESET_SECONDS = 30 * 60;

interface PasswordResetDeps {
  readonly database: Database;
  readonly resets: PasswordResetRepository;
  readonly credentials: CredentialRepository;
  readonly members: { readonly rows: MemberRepository; readonly profiles: ProfileMapper };
  readonly passwords: PasswordService;
  readonly mail: {
    readonly post: IdentityPost;
    readonly throttle: MailThrottle;
    readonly logIns: LogInThrottle;
  };
  readonly clock: Clock;
}

export const createPasswordResetService = (deps: PasswordResetDeps) => {
  const { database, resets, credentials, members, passwords, mail, clock } = deps;

  return {
    /** The same rows and the same answer whether the address is known or not. @throws TOO_MANY_REQUESTS */
    async request(email: string) {
      await mail.throttle.count(email);
      const now = clock.now();
      const token = newMailedToken();
      const account = await credentials.findPasswordByEmail(email);
      const member = await members.rows.findByEmailIndex(members.rows.emailIndex(email));
      const owner = account ? member : null;

      await database.transaction(async (tx) => {
        await resets.insert(tx, {
          id: clock.newId(),
          memberId: owner?.id ?? null,
          tokenHash: hashToken(token),
          expiresAt: new Date(now.getTime() + RESET_SECONDS * 1000),
          createdAt: now,
        });
        const address = await members.profiles.openEmail(owner, tx);
        const { kind, to, language } =
          owner && address !== null
            ? ({ kind: 'password-reset', to: address, language: owner.language } as const)
            : ({ kind: 'nobody', to: email, language: 'ko' } as const);
        await mail.post.leave(tx, { kind, to, language, token }, owner?.id);
      });
      return { linkExpiresIn: RESET_SECONDS };
    },

    /** Ends every session and starts none. @throws PASSWORD_RESET_FAILED, PASSWORD_TOO_COMMON, SERVICE_UNAVAILABLE */
    async confirm({ token, password }: ConfirmPasswordReset) {
      const tokenHash = hashToken(token);
      const reset = await resets.find(tokenHash);
      const memberId = reset && reset.expiresAt > clock.now() ? reset.memberId : null;
      if (memberId === null) throw passwordResetErrors.PASSWORD_RESET_FAILED();
      const account = await credentials.findPasswordOfMember(memberId);
      const member = await members.rows.find(memberId);
      if (!account || !member) throw passwordResetErrors.PASSWORD_RESET_FAILED();

      const done = await passwords.replace({
        account,
        member,
        password,
        keepSessionId: null,
        permits: (tx) => resets.take(tx, tokenHash, clock.now()),
      });
      if (!done) throw passwordResetErrors.PASSWORD_RESET_FAILED();

      await mail.logIns.forgive(await members.profiles.getEmail(member));
    },
  };
};

export type PasswordResetService = ReturnType<typeof createPasswordResetService>;
