import { createHash, randomBytes } from 'node:crypto';

import { normaliseEmail, type Transaction } from '@soomcare/database';
import { z } from 'zod';

import type { CaregiversDeps } from './caregiver.deps.ts';

/** What is sealed of a caregiver. */
const contact = z.object({ name: z.string().nullable(), email: z.string(), stopToken: z.string() });
export type CaregiverContact = z.output<typeof contact>;

const TOKEN_BYTES = 32;

/** For a mailed link: 256 random bits. */
export const newLinkToken = (): string => randomBytes(TOKEN_BYTES).toString('base64url');

/** How the database knows a link without being able to follow it. */
export const hashLinkToken = (token: string): Buffer => createHash('sha256').update(token, 'utf8').digest();

/** How a caregiver's name and address are kept, and told from others without being opened. */
export const createContactSeal = ({ memberCiphers, blindIndex }: CaregiversDeps['seals']) => {
  const placeOf = (memberId: string) => ({ table: 'caregivers', column: 'sealed_contact', rowId: memberId });

  return {
    async seal(memberId: string, plain: CaregiverContact, within?: Transaction): Promise<Buffer> {
      const cipher = await memberCiphers.sealer(memberId, within);
      return cipher.seal(JSON.stringify(plain), placeOf(memberId));
    },

    async open(memberId: string, sealed: Buffer, within?: Transaction): Promise<CaregiverContact> {
      const opener = await memberCiphers.opener(memberId, within);
      return contact.parse(JSON.parse(opener.open(sealed, placeOf(memberId))));
    },

    emailIndex: (email: string): Buffer => blindIndex('caregivers.email', normaliseEmail(email)),
    /** What a limit by mailbox counts by. */
    limitKey: (email: string): string =>
      blindIndex('limits.caregiver', normaliseEmail(email)).toString('hex'),
  };
};

export type ContactSeal = ReturnType<typeof createContactSeal>;
