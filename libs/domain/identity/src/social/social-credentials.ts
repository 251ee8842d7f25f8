import type { FieldCipher, Transaction } from '@soomcare/database';

import type { Clock } from '../identity.deps.ts';
import type { ProviderIdentity } from './provider-client.ts';
import type { SocialProvider } from './provider-settings.ts';
import type { SocialCredentialRepository } from './social-credential.repository.ts';

const place = (rowId: string) => ({ table: 'credentials', column: 'sealed_refresh_token', rowId });

/** Credentials with the provider's token sealed into their own row. */
export const createSocialCredentials = ({
  rows,
  cipher,
  clock,
}: {
  rows: SocialCredentialRepository;
  cipher: FieldCipher;
  clock: Clock;
}) => {
  const sealToken = (id: string, { refreshToken }: ProviderIdentity) =>
    refreshToken === null ? null : cipher.seal(refreshToken, place(id));

  return {
    rows,

    /** A taken account is a duplicate key (`isDuplicateKey`). @returns when it was linked */
    async add(tx: Transaction, memberId: string, provider: SocialProvider, identity: ProviderIdentity) {
      const id = clock.newId();
      const now = clock.now();
      await rows.insert(tx, {
        id,
        memberId,
        provider,
        subject: identity.subject,
        passwordHash: null,
        version: 1,
        sealedRefreshToken: sealToken(id, identity),
        unlinkedAt: null,
        createdAt: now,
        updatedAt: now,
      });
      return now.toISOString();
    },

    markProven: (tx: Transaction, id: string, identity: ProviderIdentity) =>
      rows.markProven(tx, id, sealToken(id, identity), clock.now()),

    openToken: (id: string, sealed: Buffer) => cipher.open(sealed, place(id)),
  };
};

export type SocialCredentials = ReturnType<typeof createSocialCredentials>;
