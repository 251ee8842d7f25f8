import { instant, integer, nullable, sealed, table, text, uuid, uuidPrimary } from '@soomcare/database';

import { socialProviders } from '../social/provider-settings.ts';

/** A social provider's subject is its own id of the person, never an address; a provider stands for one issuer. */
export const credentialProviders = ['password', ...socialProviders] as const;
export type CredentialProvider = (typeof credentialProviders)[number];

/** One way to log in. For `password` the subject is the member's id: the address may change. */
export class Credential {
  id!: string;
  memberId!: string;
  provider!: CredentialProvider;
  subject!: string;
  /** PHC string; null for a provider that checks the person itself. */
  passwordHash!: string | null;
  /** Grows with every new password: a log-in that checked an older one is refused. */
  version!: number;
  /** Kept only where the provider wants to be told of a withdrawal. */
  sealedRefreshToken!: Buffer | null;
  /** The person has cut the link at the provider; set only where it was the member's last way in. */
  unlinkedAt!: Date | null;
  createdAt!: Date;
  updatedAt!: Date;
}

export const credentialTable = table<Credential>()({
  target: Credential,
  tableName: 'credentials',
  columns: {
    id: uuidPrimary(),
    memberId: uuid(),
    provider: text(20),
    subject: text(255),
    passwordHash: nullable(text(200)),
    version: integer({ unsigned: true, default: 1 }),
    sealedRefreshToken: nullable(sealed(2100)),
    unlinkedAt: nullable(instant()),
    createdAt: instant(),
    updatedAt: instant(),
  },
  indices: [
    { name: 'uq_credentials_provider_subject', columns: ['provider', 'subject'], unique: true },
    { name: 'ix_credentials_member_id', columns: ['memberId'] },
    { name: 'ix_credentials_unlinked_at', columns: ['unlinkedAt'] },
  ],
});
