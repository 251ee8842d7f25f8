import type { BlindIndex, Database, FieldCipher } from '@soomcare/database';

import type { Clock } from '../../identity.deps.ts';
import { createBulkhead } from '../../bulkhead.ts';
import { createPasswordHasher, type PasswordCost } from '../../passwords/password-hasher.ts';
import { refuseCommonPassword } from '../../passwords/password-rules.ts';
import { newMailedToken } from '../../sign-ups/mailed-secrets.ts';
import { codePoints } from '../../text.schemas.ts';
import { inviteStaffBody } from '../invitations/staff-invitation.schemas.ts';
import { type StaffRole, staffRoles } from '../roles.ts';
import { newTotpSecret, totpUri } from '../sessions/totp.ts';
import { createAddAccount } from './add-account.ts';
import { createStaffAccountRepository } from './staff-account.repository.ts';
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

/** To be told to its owner alone, and this once. */
export interface HandedOver {
  readonly password: string;
  readonly totpSecret: string;
  readonly totpUri: string;
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
  const addAccount = createAddAccount({ accounts, cipher, clock });
  const hasher = createPasswordHasher({
    pepper: secrets.passwordPepper,
    bulkhead: createBulkhead(HASHING),
    cost: passwordCost,
  });

  /** @throws Error for a password that is too short, PASSWORD_TOO_COMMON */
  const create = async ({ email, name, role, password, totpSecret }: StaffSeed): Promise<string> => {
    if (codePoints(password) < MIN_STAFF_PASSWORD_CODE_POINTS) {
      throw new Error(`a staff password has at least ${MIN_STAFF_PASSWORD_CODE_POINTS} characters`);
    }
    refuseCommonPassword(password, { email, nickname: name });
    const passwordHash = await hasher.hash(password);

    return database.transaction((tx) =>
      addAccount(tx, { email, name, role, passwordHash, totpSecret, addedById: null }),
    );
  };

  /** True when somebody of the staff has this address. */
  const exists = async (email: string): Promise<boolean> => (await accounts.findByEmail(email)) !== null;

  return {
    create,
    exists,

    /**
     * An account with a password and a second factor of our making: the first one of an installation, whose
     * administrator invites the others.
     * @throws Error in words for who types it
     */
    async createByHand(person: { email: string; role: string; name: string }): Promise<HandedOver> {
      const { data: read } = inviteStaffBody.safeParse(person);
      if (!read) {
        throw new Error(
          `give an e-mail address, a role (${staffRoles.join(', ')}) and a name of 1–50 characters`,
        );
      }
      if (await exists(read.email)) throw new Error('somebody of the staff has this address already');

      const password = newMailedToken();
      const totpSecret = newTotpSecret();
      await create({ ...read, password, totpSecret });
      return { password, totpSecret, totpUri: totpUri(totpSecret, read.email) };
    },
  };
};

export type StaffSetUp = ReturnType<typeof createStaffSetUp>;
