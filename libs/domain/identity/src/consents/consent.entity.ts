import { bytes, flag, instant, integer, nullable, table, text, uuid, uuidPrimary } from '@soomcare/database';

import type { ConsentType } from './consent-texts.ts';

/** One line of the ledger: what a member agreed to or took back, and which text they saw. Never changed. */
export class Consent {
  id!: string;
  memberId!: string;
  type!: ConsentType;
  /** 1, 2, 3 … within member and type: the highest one holds. */
  revision!: number;
  granted!: boolean;
  version!: string;
  /** SHA-256 of the text as it was shown. */
  textHash!: Buffer;
  recordedAt!: Date;
  /** The guardian who spoke for a child; null where members spoke for themselves. */
  givenById!: string | null;
}

export const consentTable = table<Consent>()({
  target: Consent,
  tableName: 'consents',
  columns: {
    id: uuidPrimary(),
    memberId: uuid(),
    type: text<ConsentType>(30),
    revision: integer({ unsigned: true }),
    granted: flag(),
    version: text(20),
    textHash: bytes(32),
    recordedAt: instant(),
    givenById: nullable(uuid()),
  },
  indices: [
    { name: 'uq_consents_member_id_type_revision', columns: ['memberId', 'type', 'revision'], unique: true },
  ],
});
