import { type FieldCipher, FieldCipherError } from '@soomcare/database';
import { z } from 'zod';

import { syncErrors } from './sync.errors.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** How long a removal can still be heard of. A copy that is older must be read anew, or it would keep removed rows. */
export const TOMBSTONE_DAYS = 180;

export const tombstonesSince = (now: Date) => new Date(now.getTime() - TOMBSTONE_DAYS * DAY_MS);

const content = z.strictObject({
  seq: z.int().min(0),
  /** What the copy was made of. */
  schema: z.string(),
  issuedAt: z.iso.datetime(),
});

/**
 * How far a device's copy reaches, sealed for its member. Opaque, so that its content can change.
 * @param schema names all that a copy is made of: a token of another one asks for a new copy
 */
export const createSyncToken = ({
  cipher,
  schema,
  now,
}: {
  cipher: FieldCipher;
  schema: string;
  now: () => Date;
}) => {
  const placeOf = (memberId: string) => ({ table: 'member_changes', column: 'seq', rowId: memberId });

  const open = (memberId: string, token: string) => {
    try {
      return content.parse(JSON.parse(cipher.open(Buffer.from(token, 'base64url'), placeOf(memberId))));
    } catch (error) {
      if (error instanceof FieldCipherError || error instanceof z.ZodError) return null;
      throw error;
    }
  };

  const write = (memberId: string, seq: number): string =>
    cipher
      .seal(JSON.stringify({ seq, schema, issuedAt: now().toISOString() }), placeOf(memberId))
      .toString('base64url');

  return {
    write,

    /**
     * How far the copy reaches, and what to answer with where nothing came since: a token of the same day again.
     * @throws RESYNC_REQUIRED for what is not this member's, of another schema, or older than the tombstones
     */
    read(memberId: string, token: string): { seq: number; same: string } {
      const opened = open(memberId, token);
      if (opened?.schema !== schema) throw syncErrors.RESYNC_REQUIRED();

      const { seq } = opened;
      const issuedAt = Date.parse(opened.issuedAt);
      if (issuedAt < tombstonesSince(now()).getTime()) throw syncErrors.RESYNC_REQUIRED();

      return { seq, same: now().getTime() - issuedAt < DAY_MS ? token : write(memberId, seq) };
    },
  };
};

export type SyncToken = ReturnType<typeof createSyncToken>;
