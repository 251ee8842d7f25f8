import { bytes, instant, primary, sealed, table, text, uuid } from '@soomcare/database';

export const linkPurposes = ['hand-over', 'invitation'] as const;
export type LinkPurpose = (typeof linkPurposes)[number];

/** A mailed link about a child’s profile that waits to be followed. A newer one for the same takes its place. */
export class FamilyLink {
  /** The child. */
  memberId!: string;
  purpose!: LinkPurpose;
  /** The child's own address, or the id of the guardian who invites. */
  sealedDetails!: Buffer;
  tokenHash!: Buffer;
  expiresAt!: Date;
  createdAt!: Date;
}

export const familyLinkTable = table<FamilyLink>()({
  target: FamilyLink,
  tableName: 'family_links',
  columns: {
    memberId: primary(uuid()),
    purpose: primary(text<LinkPurpose>(10)),
    sealedDetails: sealed(600),
    tokenHash: bytes(32),
    expiresAt: instant(),
    createdAt: instant(),
  },
  indices: [
    { name: 'uq_family_links_token_hash', columns: ['tokenHash'], unique: true },
    { name: 'ix_family_links_expires_at', columns: ['expiresAt'] },
  ],
});
