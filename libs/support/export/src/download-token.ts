import { type FieldCipher, FieldCipherError } from '@soomcare/database';
import { z } from 'zod';

const MINUTE_MS = 60_000;
/** A download begins at once; who waits longer asks for another token. */
const USABLE_MINUTES = 10;

const content = z.strictObject({ memberId: z.uuid(), id: z.uuid(), expiresAt: z.iso.datetime() });

/** Being sealed for this place, it opens nothing else, and nothing else opens a download. */
const place = { table: 'exports', column: 'download_token', rowId: 'token' };

/**
 * Opens one file for some minutes, to whoever has it: for a browser that knows no log-in. It travels in bodies only,
 * and so comes into no log of addresses, no history and no Referer.
 */
export const createDownloadToken = ({ cipher, now }: { cipher: FieldCipher; now: () => Date }) => ({
  write(memberId: string, id: string) {
    const expiresAt = new Date(now().getTime() + USABLE_MINUTES * MINUTE_MS).toISOString();
    const token = cipher.seal(JSON.stringify({ memberId, id, expiresAt }), place).toString('base64url');

    return { token, expiresAt };
  },

  /** @returns null for what is no token of ours, or no longer one */
  read(token: string): { memberId: string; id: string } | null {
    try {
      const opened = content.parse(JSON.parse(cipher.open(Buffer.from(token, 'base64url'), place)));
      return Date.parse(opened.expiresAt) > now().getTime() ? opened : null;
    } catch (error) {
      if (error instanceof FieldCipherError) return null;
      throw error;
    }
  },
});

export type DownloadToken = ReturnType<typeof createDownloadToken>;
