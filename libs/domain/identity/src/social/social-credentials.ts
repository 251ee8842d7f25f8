import { FieldCipherError, type MemberCiphers, type Transaction } from '@soomcare/database';

import type { Clock } from '../identity.deps.ts';
import type { Credential } from '../passwords/credential.entity.ts';
import type { ProviderIdentity } from './provider-client.ts';
import type { SocialProvider } from './provider-settings.ts';
import type { SocialCredentialRepository } from './social-credential.repository.ts';

const place = (rowId: string) => ({ table: 'credentials', column: 'sealed_refresh_token', rowId });

type Owned = Pick<Credential, 'id' | 'memberId'>;

/** Credentials with the provider's token sealed into their own row. */
export const createSocialCredentials = ({
  rows,
  memberCiphers,
  clock,
}: {
  rows: SocialCredentialRepository;
  memberCiphers: MemberCiphers;
  clock: Clock;
}) => {
  const sealToken = async (tx: Transaction, { id, memberId }: Owned, { refreshToken }: ProviderIdentity) => {
    if (refreshToken === null) return null;

    const cipher = await memberCiphers.sealer(memberId, tx);
    return cipher.seal(refreshToken, place(id));
  };

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
        sealedRefreshToken: await sealToken(tx, { id, memberId }, identity),
        unlinkedAt: null,
        createdAt: now,
        updatedAt: now,
      });
      return now.toISOString();
    },

    markProven: async (tx: Transaction, owned: Owned, identity: ProviderIdentity) =>
      rows.markProven(tx, owned.id, await sealToken(tx, owned, identity), clock.now()),

    /** Null for one that does not open: it must keep nobody from leaving. */
    async openToken(tx: Transaction, { id, memberId }: Owned, sealed: Buffer): Promise<string | null> {
      const opener = await memberCiphers.opener(memberId, tx);
      try {
        return opener.open(sealed, place(id));
      } catch (error) {
        if (error instanceof FieldCipherError) return null;
        throw error;
      }
    },
  };
};

export type SocialCredentials = ReturnType<typeof createSocialCredentials>;
