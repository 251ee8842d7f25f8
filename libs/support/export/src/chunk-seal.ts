import type { MemberCiphers } from '@soomcare/database';

const placeOf = (exportId: string, position: number) => ({
  table: 'export_chunks',
  column: 'sealed_bytes',
  rowId: `${exportId}/${position}`,
});

/** A piece cannot be moved to another place of the file, nor to another file. */
export const createChunkSeal = (memberCiphers: MemberCiphers) => ({
  async seal(memberId: string, exportId: string, position: number, bytes: Buffer): Promise<Buffer> {
    const cipher = await memberCiphers.sealer(memberId);
    return cipher.seal(bytes.toString('base64'), placeOf(exportId, position));
  },

  async open(memberId: string, exportId: string, position: number, sealed: Buffer): Promise<Buffer> {
    const opener = await memberCiphers.opener(memberId);
    return Buffer.from(opener.open(sealed, placeOf(exportId, position)), 'base64');
  },
});

export type ChunkSeal = ReturnType<typeof createChunkSeal>;
