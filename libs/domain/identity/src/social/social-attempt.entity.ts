import { bytes, instant, nullable, sealed, table, text, uuidPrimary } from '@soomcare/database';

import type { SocialProvider } from './provider-settings.ts';

/**
 * One way through a provider's log-in page. It is claimed once; where the provider's person is new to us it then
 * waits, with that identity, for the sign-up.
 */
export class SocialAttempt {
  id!: string;
  provider!: SocialProvider;
  stateHash!: Buffer;
  /** Of what only the app that began has. */
  secretHash!: Buffer;
  /** JSON of nonce and code verifier. */
  sealedSecrets!: Buffer;
  claimedAt!: Date | null;
  /** JSON of the identity that the provider has shown; null until then. */
  sealedIdentity!: Buffer | null;
  expiresAt!: Date;
  createdAt!: Date;
}

export const socialAttemptTable = table<SocialAttempt>()({
  target: SocialAttempt,
  tableName: 'social_attempts',
  columns: {
    id: uuidPrimary(),
    provider: text<SocialProvider>(20),
    stateHash: bytes(32),
    secretHash: bytes(32),
    sealedSecrets: sealed(300),
    claimedAt: nullable(instant()),
    sealedIdentity: nullable(sealed(2600)),
    expiresAt: instant(),
    createdAt: instant(),
  },
  indices: [
    { name: 'uq_social_attempts_state_hash', columns: ['stateHash'], unique: true },
    { name: 'uq_social_attempts_secret_hash', columns: ['secretHash'], unique: true },
    { name: 'ix_social_attempts_expires_at', columns: ['expiresAt'] },
  ],
});
