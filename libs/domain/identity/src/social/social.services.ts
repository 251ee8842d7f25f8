import type { Database, FieldCipher, MemberCiphers } from '@soomcare/database';
import type { Outbox } from '@soomcare/outbox';

import type { Runtime } from '../identity.deps.ts';
import type { IdentityPost } from '../mails/identity-mail.ts';
import type { AccountService } from '../members/account.service.ts';
import type { MemberRepository } from '../members/member.repository.ts';
import type { ProfileMapper } from '../members/profile.ts';
import type { WithdrawalService } from '../members/withdrawal.service.ts';
import type { SessionEnds } from '../sessions/session-ends.ts';
import type { SessionService } from '../sessions/session.service.ts';
import { createProviderAuthenticator } from './http/provider.strategy.ts';
import { createLinkedIdentityService } from './linked-identity.service.ts';
import { createProviderClients } from './provider-clients.ts';
import { createProviderRevocation } from './provider-revocation.ts';
import type { SocialSettings } from './provider-settings.ts';
import { createSocialAttemptRepository } from './social-attempt.repository.ts';
import { createSocialAttemptService } from './social-attempt.service.ts';
import { createSocialCredentialRepository } from './social-credential.repository.ts';
import { createSocialCredentials } from './social-credentials.ts';
import { createSocialLogInService } from './social-log-in.service.ts';
import { createUnlinkService } from './unlink.service.ts';

interface SocialPartsDeps {
  readonly settings: SocialSettings | undefined;
  readonly storage: {
    readonly database: Database;
    readonly cipher: FieldCipher;
    readonly memberCiphers: MemberCiphers;
  };
  readonly outbox: Outbox;
  readonly runtime: Runtime;
}

/** What the withdrawal needs too, and everything that stands on no other service. */
export const createSocialParts = ({ settings, storage, outbox, runtime }: SocialPartsDeps) => {
  const { database, cipher, memberCiphers } = storage;
  const clients = createProviderClients(settings, runtime.now);
  const credentials = createSocialCredentials({
    rows: createSocialCredentialRepository(database),
    memberCiphers,
    clock: runtime,
  });

  return {
    settings,
    database,
    outbox,
    runtime,
    credentials,
    revocation: createProviderRevocation({ clients, credentials, outbox }),
    attempts: createSocialAttemptService({
      clients,
      authenticate: createProviderAuthenticator(clients),
      attempts: createSocialAttemptRepository(database),
      cipher,
      runtime,
    }),
  };
};

export type SocialParts = ReturnType<typeof createSocialParts>;

interface SocialServicesDeps {
  readonly social: SocialParts;
  readonly members: { readonly rows: MemberRepository; readonly profiles: ProfileMapper };
  readonly accounts: AccountService;
  readonly sessions: SessionService;
  readonly withdrawals: WithdrawalService;
  readonly sessionEnds: SessionEnds;
  readonly post: IdentityPost;
}

export const createSocialServices = (deps: SocialServicesDeps) => {
  const { social, members, accounts, sessions, withdrawals, sessionEnds, post } = deps;
  const { settings, database, outbox, runtime, credentials, revocation, attempts } = social;

  return {
    attempts,
    socialLogIns: createSocialLogInService({
      database,
      attempts,
      credentials,
      accounts,
      sessions,
      clock: runtime,
    }),
    linkedIdentities: createLinkedIdentityService({
      database,
      attempts,
      credentials,
      members,
      revocation,
      effects: { sessionEnds, post },
    }),
    unlinks: createUnlinkService({
      database,
      adminKey: settings?.kakaoAdminKey,
      credentials,
      members: members.rows,
      withdrawals,
      sessionEnds,
      outbox,
      clock: runtime,
    }),
  };
};
