import { instant, integer, nullable, table, text, uuid, uuidPrimary } from '@soomcare/database';

/** Social providers join this list; their subject is the provider's own id of the person, never an address. */
export const credentialProviders = ['password'] as const;
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
    createdAt: instant(),
    updatedAt: instant(),
  },
  indices: [
    { name: 'uq_credentials_provider_subject', columns: ['provider', 'subject'], unique: true },
    { name: 'ix_credentials_member_id', columns: ['memberId'] },
  ],
});
