import type { FieldCipher } from '@soomcare/database';

const placeOf = (exportId: string, position: number) => ({
  table: 'export_chunks',
  column: 'sealed_bytes',
  rowId: `${exportId}/${position}`,
});

/** A piece cannot be moved to another place of the file, nor to another file. */
export const createChunkSeal = (cipher: FieldCipher) => ({
  seal: (exportId: string, position: number, bytes: Buffer): Buffer =>
    cipher.seal(bytes.toString('base64'), placeOf(exportId, position)),
  open: (exportId: string, position: number, sealed: Buffer): Buffer =>
    Buffer.from(cipher.open(sealed, placeOf(exportId, position)), 'base64'),
});

export type ChunkSeal = ReturnType<typeof createChunkSeal>;
