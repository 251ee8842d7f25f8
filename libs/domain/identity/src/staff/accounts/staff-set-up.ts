import type { BlindIndex, Database, FieldCipher } from '@soomcare/database';

import type { Clock } from '../../identity.deps.ts';
import { createBulkhead } from '../../bulkhead.ts';
import { createPasswordHasher, type PasswordCost } from '../../passwords/password-hasher.ts';
import { refuseCommonPassword } from '../../passwords/password-rules.ts';
import { codePoints } from '../../text.schemas.ts';
import type { StaffRole } from '../roles.ts';
import { accountPlace, createStaffAccountRepository } from './staff-account.repository.ts';
import { MIN_STAFF_PASSWORD_CODE_POINTS } from './staff-password.schemas.ts';

const HASHING = { running: 1, waiting: 10 };

export interface StaffSeed {
  readonly email: string;
  /** Members see it in their access log. */
  readonly name: string;
  readonly role: StaffRole;
  readonly password: string;
  /** Base32, as authenticator apps take it. */
  readonly totpSecret: string;
}

export interface StaffSetUpDeps {
  readonly storage: {
    readonly database: Database;
    readonly cipher: FieldCipher;
    readonly blindIndex: BlindIndex;
  };
  readonly secrets: { readonly passwordPepper: Buffer };
  readonly clock: Clock;
  /** For tests: a cheaper hash. */
  readonly passwordCost?: PasswordCost | undefined;
}

/** Makes accounts at the set-up and for demo data: by who runs the program, never by a request. */
export const createStaffSetUp = ({ storage, secrets, clock, passwordCost }: StaffSetUpDeps) => {
  const { database, cipher, blindIndex } = storage;
  const accounts = createStaffAccountRepository(database, blindIndex);
  const hasher = createPasswordHasher({
    pepper: secrets.passwordPepper,
    bulkhead: createBulkhead(HASHING),
    cost: passwordCost,
  });

  return {
    /** @throws Error for a password that is too short, PASSWORD_TOO_COMMON */
    async create({ email, name, role, password, totpSecret }: StaffSeed): Promise<string> {
      if (codePoints(password) < MIN_STAFF_PASSWORD_CODE_POINTS) {
        throw new Error(`a staff password has at least ${MIN_STAFF_PASSWORD_CODE_POINTS} characters`);
      }
      refuseCommonPassword(password, { email, nickname: name });
      const passwordHash = await hasher.hash(password);
      const id = clock.newId();
      const now = clock.now();

      await database.transaction(async (tx) => {
        await accounts.insert(tx, {
          id,
          emailIndex: accounts.emailIndex(email),
          sealedEmail: cipher.seal(email, accountPlace('sealed_email', id)),
          name,
          role,
          status: 'active',
          passwordHash,
          sealedTotpSecret: cipher.seal(totpSecret, accountPlace('sealed_totp_secret', id)),
          lastTotpStep: 0,
          version: 1,
          createdAt: now,
          updatedAt: now,
        });
        const grant = { id: clock.newId(), staffId: id, role, changedById: null, recordedAt: now };
        await accounts.recordRoleChange(tx, grant);
      });
      return id;
    },

    /** True when somebody of the staff has this address. */
    exists: async (email: string): Promise<boolean> => (await accounts.findByEmail(email)) !== null,
  };
};

export type StaffSetUp = ReturnType<typeof createStaffSetUp>;
