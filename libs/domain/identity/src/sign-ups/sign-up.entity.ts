import { bytes, instant, integer, sealed, table, uuidPrimary } from '@soomcare/database';

/** A sign-up that waits for its mail to be answered; it is deleted when it is confirmed or has expired. */
export class SignUp {
  id!: string;
  emailIndex!: Buffer;
  tokenHash!: Buffer;
  codeHash!: Buffer;
  codeAttempts!: number;
  /** JSON of everything the new member's rows need. */
  sealedDetails!: Buffer;
  codeExpiresAt!: Date;
  expiresAt!: Date;
  createdAt!: Date;
}

export const signUpTable = table<SignUp>()({
  target: SignUp,
  tableName: 'sign_ups',
  columns: {
    id: uuidPrimary(),
    emailIndex: bytes(16),
    tokenHash: bytes(32),
    codeHash: bytes(32),
    codeAttempts: integer({ unsigned: true, size: 'tinyint' }),
    sealedDetails: sealed(4000),
    codeExpiresAt: instant(),
    expiresAt: instant(),
    createdAt: instant(),
  },
  indices: [
    { name: 'uq_sign_ups_token_hash', columns: ['tokenHash'], unique: true },
    { name: 'ix_sign_ups_email_index_created_at', columns: ['emailIndex', 'createdAt'] },
    { name: 'ix_sign_ups_expires_at', columns: ['expiresAt'] },
  ],
});
