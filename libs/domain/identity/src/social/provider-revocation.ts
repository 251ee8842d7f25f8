import type { Transaction } from '@soomcare/database';
import type { Outbox, OutboxHandler } from '@soomcare/outbox';
import { z } from 'zod';

import type { ProviderClient } from './provider-client.ts';
import { type SocialProvider, socialProviders } from './provider-settings.ts';
import type { LinkedIdentity } from './social-credential.repository.ts';
import type { SocialCredentials } from './social-credentials.ts';

export const REVOKE_TOKEN_TOPIC = 'identity.revoke-provider-token';

const payloadSchema = z.object({ provider: z.enum(socialProviders), refreshToken: z.string() });

interface RevocationDeps {
  readonly clients: ReadonlyMap<SocialProvider, ProviderClient>;
  readonly credentials: SocialCredentials;
  readonly outbox: Outbox;
}

/** Tells providers that a person is no longer with us (App Store Review Guideline 5.1.1(v) asks for Apple's). */
export const createProviderRevocation = ({ clients, credentials, outbox }: RevocationDeps) => {
  /** Without a member id: the message outlives the member's rows, sealed, until its delivery deletes it. */
  const leave = async (tx: Transaction, memberId: string, identity: LinkedIdentity) => {
    const { id, provider, sealedRefreshToken } = identity;
    if (sealedRefreshToken === null) return;

    const refreshToken = await credentials.openToken(tx, { id, memberId }, sealedRefreshToken);
    if (refreshToken === null) return;

    await outbox.add(tx, { topic: REVOKE_TOKEN_TOPIC, payload: { provider, refreshToken } });
  };

  return {
    leave,

    /** An eraser; it must come before the ones that delete the member's key and the credentials. */
    async leaveAll(memberId: string, tx: Transaction) {
      for (const identity of await credentials.rows.listOf(memberId, tx)) {
        await leave(tx, memberId, identity);
      }
    },

    handle: (async (payload) => {
      const { provider, refreshToken } = payloadSchema.parse(payload);
      // Switched off meanwhile: we have no key to ask with, and trying again would not bring one.
      await clients.get(provider)?.revoke(refreshToken);
    }) satisfies OutboxHandler,
  };
};

export type ProviderRevocation = ReturnType<typeof createProviderRevocation>;
