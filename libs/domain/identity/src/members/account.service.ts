import type { Database, Transaction } from '@soomcare/database';

import { type ConsentType, consentTexts } from '../consents/consent-texts.ts';
import type { ConsentChoice } from '../consents/consent.schemas.ts';
import type { ConsentService } from '../consents/consent.service.ts';
import type { Clock } from '../identity.deps.ts';
import type { CredentialRepository } from '../passwords/credential.repository.ts';
import type { PasswordHasher } from '../passwords/password-hasher.ts';
import type { Member } from './member.entity.ts';
import type { MemberRepository } from './member.repository.ts';
import type { Language, UpdateMe } from './member.schemas.ts';
import type { ProfileChange, ProfileMapper } from './profile.ts';

interface AccountServiceDeps {
  readonly database: Database;
  readonly members: MemberRepository;
  readonly profiles: ProfileMapper;
  readonly credentials: CredentialRepository;
  readonly consents: ConsentService;
  readonly hasher: PasswordHasher;
  readonly clock: Clock;
}

/** What every sign-up tells. */
export interface NewPerson {
  readonly nickname: string;
  readonly birthDate: string;
  readonly language: Language;
  readonly timeZone: string;
  readonly consents: readonly ConsentChoice[];
}

interface LogIn {
  readonly email: string;
  readonly passwordHash: string;
}

/** What a sign-up knows once its address is confirmed. */
export interface NewAccount extends NewPerson, LogIn {}

/** A confirmed member without any mail: for demo data and imports, never for a request. */
export interface MemberSeed extends Omit<NewAccount, 'passwordHash' | 'consents'> {
  readonly id?: string;
  readonly password: string;
  /** Granted in the current version of their texts. */
  readonly consents: readonly ConsentType[];
  readonly profile?: UpdateMe;
}

const empty = {
  sealedEmail: null,
  sealedName: null,
  sealedPhone: null,
  sex: null,
  heightCm: null,
  weightHectograms: null,
  smoking: null,
  diagnosis: null,
  diagnosedOn: null,
  sealedDoctor: null,
  sealedEmergencyContact: null,
};

export const createAccountService = (deps: AccountServiceDeps) => {
  const { database, members, profiles, credentials, consents, hasher, clock } = deps;

  const insertPerson = async (
    tx: Transaction,
    id: string,
    person: NewPerson,
    profile: ProfileChange,
    guardianId: string | null = null,
  ) => {
    await members.insert(tx, {
      id,
      status: 'active',
      nickname: person.nickname,
      birthDate: person.birthDate,
      timeZone: person.timeZone,
      language: person.language,
      emailIndex: profile.email === undefined ? null : members.emailIndex(profile.email),
      ...empty,
      ...(await profiles.toColumns(id, profile, tx)),
      version: 1,
      createdAt: clock.now(),
      updatedAt: clock.now(),
    });
    await consents.recordFirst(tx, id, person.consents, guardianId);
  };

  const insertPassword = (tx: Transaction, memberId: string, passwordHash: string) =>
    credentials.insert(tx, {
      id: clock.newId(),
      memberId,
      provider: 'password',
      subject: memberId,
      passwordHash,
      version: 1,
      sealedRefreshToken: null,
      unlinkedAt: null,
      createdAt: clock.now(),
      updatedAt: clock.now(),
    });

  /** Writes member, credential and first consents; a taken address is a duplicate key (`isDuplicateKey`). */
  const insert = async (tx: Transaction, id: string, account: NewAccount, profile: UpdateMe = {}) => {
    await insertPerson(tx, id, account, { ...profile, email: account.email });
    await insertPassword(tx, id, account.passwordHash);
  };

  return {
    async create(tx: Transaction, account: NewAccount): Promise<string> {
      const id = clock.newId();
      await insert(tx, id, account);
      return id;
    },

    /** A member who logs in by a provider: the caller adds that credential in the same transaction. */
    async createWithoutAddress(tx: Transaction, person: NewPerson): Promise<string> {
      const id = clock.newId();
      await insertPerson(tx, id, person, {});
      return id;
    },

    /** A child, who cannot log in. A taken id is a duplicate key. */
    async createChild(tx: Transaction, id: string, guardianId: string, person: NewPerson): Promise<void> {
      await insertPerson(tx, id, person, {}, guardianId);
    },

    /** Gives somebody who could not log in an address and a password; a taken address is a duplicate key. */
    async addLogIn(tx: Transaction, member: Member, { email, passwordHash }: LogIn): Promise<void> {
      const address = {
        emailIndex: members.emailIndex(email),
        ...(await profiles.toColumns(member.id, { email }, tx)),
      };
      await members.update(tx, member, { ...address, updatedAt: clock.now() });
      await insertPassword(tx, member.id, passwordHash);
    },

    async createMember({
      id = clock.newId(),
      password,
      consents: types,
      profile,
      ...seed
    }: MemberSeed): Promise<string> {
      const passwordHash = await hasher.hash(password);
      const choices = consentTexts.filter(({ type }) => types.includes(type));
      await database.transaction((tx) =>
        insert(tx, id, { ...seed, passwordHash, consents: choices }, profile),
      );
      return id;
    },
  };
};

export type AccountService = ReturnType<typeof createAccountService>;
