import {
  type Database,
  type MemberCiphers,
  sqlInstant,
  type Transaction,
  uuidToBinary,
} from '@soomcare/database';

import { hashToken } from '../sessions/refresh-token.ts';
import { familyLinkTable, type LinkPurpose } from './family-link.entity.ts';

/** A child may not look into a mailbox every hour. */
export const FAMILY_LINK_SECONDS = 24 * 60 * 60;

const placeOf = (childId: string, purpose: LinkPurpose) => ({
  table: 'family_links',
  column: 'sealed_details',
  rowId: `${childId}:${purpose}`,
});

/** The links of one purpose. */
export const createFamilyLinks = (
  { database, memberCiphers }: { database: Database; memberCiphers: MemberCiphers },
  purpose: LinkPurpose,
) => ({
  /** In the place of an earlier one; the caller has locked the child. */
  async replace(tx: Transaction, childId: string, link: { token: string; details: string; now: Date }) {
    const { token, details, now } = link;
    const key = [uuidToBinary(childId), purpose];
    await database.run('DELETE FROM family_links WHERE member_id = ? AND purpose = ?', key, tx);
    const cipher = await memberCiphers.sealer(childId, tx);
    await tx.insert(familyLinkTable, {
      memberId: childId,
      purpose,
      sealedDetails: cipher.seal(details, placeOf(childId, purpose)),
      tokenHash: hashToken(token),
      expiresAt: new Date(now.getTime() + FAMILY_LINK_SECONDS * 1000),
      createdAt: now,
    });
  },

  async find(token: string): Promise<{ childId: string; details: string } | null> {
    const link = await database.manager.findOneBy(familyLinkTable, { tokenHash: hashToken(token), purpose });
    if (!link) return null;

    const opener = await memberCiphers.opener(link.memberId);
    const details = opener.open(link.sealedDetails, placeOf(link.memberId, purpose));
    return { childId: link.memberId, details };
  },

  /** Uses it up; true for one caller only. */
  async take(tx: Transaction, token: string, now: Date): Promise<boolean> {
    const sql = 'DELETE FROM family_links WHERE token_hash = ? AND purpose = ? AND expires_at > ?';
    const { affectedRows } = await database.run(sql, [hashToken(token), purpose, sqlInstant(now)], tx);
    return affectedRows === 1;
  },
});

export type FamilyLinks = ReturnType<typeof createFamilyLinks>;

/** Of both purposes. */
export const createFamilyLinkEraser = (database: Database) => async (memberId: string, tx: Transaction) => {
  await database.run('DELETE FROM family_links WHERE member_id = ?', [uuidToBinary(memberId)], tx);
};
