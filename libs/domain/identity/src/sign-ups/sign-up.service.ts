import { type Database, type FieldCipher, isDuplicateKey, type Transaction } from '@soomcare/database';

import { refuseUnfitChoices } from '../consents/consent.service.ts';
import type { Clock } from '../identity.deps.ts';
import type { IdentityMail, IdentityPost } from '../mails/identity-mail.ts';
import type { AccountService } from '../members/account.service.ts';
import type { MemberRepository } from '../members/member.repository.ts';
import type { Language } from '../members/member.schemas.ts';
import { refuseUnfitBirthDate } from '../members/member.service.ts';
import type { ProfileMapper } from '../members/profile.ts';
import type { MailThrottle } from '../mails/mail-throttle.ts';
import type { PasswordHasher } from '../passwords/password-hasher.ts';
import { refuseCommonPassword } from '../passwords/password-rules.ts';
import { hashToken } from '../sessions/refresh-token.ts';
import type { Tokens } from '../sessions/session.schemas.ts';
import type { SessionService } from '../sessions/session.service.ts';
import { type CodeHash, newCode, newMailedToken } from './mailed-secrets.ts';
import type { SignUp } from './sign-up.entity.ts';
import { signUpErrors } from './sign-up.errors.ts';
import type { SignUpRepository } from './sign-up.repository.ts';
import { type ConfirmSignUp, parseSignUpDetails, type StartSignUp } from './sign-up.schemas.ts';

export const LINK_SECONDS = 60 * 60;
export const CODE_SECONDS = 10 * 60;
/** With a million codes: one chance in 200,000 for a mail. */
export const MAX_CODE_ATTEMPTS = 5;

interface SignUpDeps {
  readonly database: Database;
  readonly signUps: {
    readonly rows: SignUpRepository;
    readonly cipher: FieldCipher;
    readonly codes: CodeHash;
  };
  readonly members: {
    readonly rows: MemberRepository;
    readonly profiles: ProfileMapper;
    readonly accounts: AccountService;
  };
  readonly hasher: PasswordHasher;
  readonly sessions: SessionService;
  readonly mail: { readonly post: IdentityPost; readonly throttle: MailThrottle };
  readonly clock: Clock;
}

const detailsPlace = (rowId: string) => ({ table: 'sign_ups', column: 'sealed_details', rowId });
const after = (start: Date, seconds: number) => new Date(start.getTime() + seconds * 1000);

export const createSignUpService = (deps: SignUpDeps) => {
  const { database, signUps, members, hasher, sessions, mail, clock } = deps;

  const mailTo = (
    owner: { language: Language; address: string } | null,
    input: StartSignUp,
    secrets: { token: string; code: string },
  ): IdentityMail =>
    owner
      ? { kind: 'already-a-member', to: owner.address, language: owner.language }
      : { kind: 'sign-up', to: input.email, language: input.language, nickname: input.nickname, ...secrets };

  const findConfirmed = async (tx: Transaction, body: ConfirmSignUp): Promise<SignUp | null> => {
    const now = clock.now();
    if ('token' in body) {
      const signUp = await signUps.rows.lockByToken(tx, hashToken(body.token));
      return signUp && signUp.expiresAt > now ? signUp : null;
    }

    const signUp = await signUps.rows.lockNewest(tx, members.rows.emailIndex(body.email));
    if (!signUp || signUp.codeExpiresAt <= now || signUp.codeAttempts >= MAX_CODE_ATTEMPTS) return null;
    await signUps.rows.countCodeAttempt(tx, signUp.id);
    return signUps.codes.matches(signUp.id, body.code, signUp.codeHash) ? signUp : null;
  };

  return {
    /**
     * Keeps the sign-up until its mail is answered. A known address costs the same work and gets the same answer:
     * its row is never confirmed, since nobody is told its token, and its owner gets a mail that says so.
     * @throws GUARDIAN_NEEDED, BIRTH_DATE_IN_FUTURE, SERVICE_CONSENT_REQUIRED, CONSENT_VERSION_UNKNOWN,
     * PASSWORD_TOO_COMMON, TOO_MANY_REQUESTS, SERVICE_UNAVAILABLE
     */
    async start(input: StartSignUp) {
      const now = clock.now();
      refuseUnfitBirthDate(input.birthDate, now);
      refuseUnfitChoices(input.consents);
      refuseCommonPassword(input.password, input);
      await mail.throttle.count(input.email);

      const { password, ...details } = input;
      const passwordHash = await hasher.hash(password);
      const id = clock.newId();
      const secrets = { token: newMailedToken(), code: newCode() };
      const emailIndex = members.rows.emailIndex(input.email);

      await database.transaction(async (tx) => {
        const owner = await members.rows.findByEmailIndex(emailIndex, tx);
        const address = await members.profiles.openEmail(owner, tx);
        await signUps.rows.insert(tx, {
          id,
          emailIndex,
          tokenHash: hashToken(secrets.token),
          codeHash: signUps.codes.hash(id, secrets.code),
          codeAttempts: 0,
          sealedDetails: signUps.cipher.seal(JSON.stringify({ ...details, passwordHash }), detailsPlace(id)),
          codeExpiresAt: after(now, CODE_SECONDS),
          expiresAt: after(now, LINK_SECONDS),
          createdAt: now,
        });
        const known = owner && address !== null ? { language: owner.language, address } : null;
        await mail.post.leave(tx, mailTo(known, input, secrets), owner?.id);
      });
      return { linkExpiresIn: LINK_SECONDS, codeExpiresIn: CODE_SECONDS };
    },

    /** @throws SIGN_UP_NOT_CONFIRMED for whatever reason: wrong, used, expired, or the address is taken by now */
    async confirm(body: ConfirmSignUp): Promise<Tokens> {
      const confirmed = database.transaction(async (tx) => {
        const signUp = await findConfirmed(tx, body);
        // Returned, not thrown: the counted attempt must be committed.
        if (!signUp) return null;

        const details = parseSignUpDetails(
          signUps.cipher.open(signUp.sealedDetails, detailsPlace(signUp.id)),
        );
        const memberId = await members.accounts.create(tx, details);
        await signUps.rows.removeAllOf(tx, signUp.emailIndex);
        return sessions.begin(tx, memberId, body.device);
      });

      const tokens = await confirmed.catch((error: unknown) => {
        if (isDuplicateKey(error)) return null;
        throw error;
      });
      if (!tokens) throw signUpErrors.SIGN_UP_NOT_CONFIRMED();
      return tokens;
    },
  };
};

export type SignUpService = ReturnType<typeof createSignUpService>;
