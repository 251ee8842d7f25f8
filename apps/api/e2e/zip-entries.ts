import { inflateRawSync } from 'node:zlib';

const LOCAL_HEADER = 0x04034b50;
const HEADER_BYTES = 30;

/** The files of a zip that was written from memory, whose local headers therefore know the sizes (APPNOTE 4.3.7). */
export const zipEntries = (zip: Buffer): Record<string, string> => {
  const files: Record<string, string> = {};
  for (let at = 0; zip.readUInt32LE(at) === LOCAL_HEADER;) {
    const nameEnd = at + HEADER_BYTES + zip.readUInt16LE(at + 26);
    const contentAt = nameEnd + zip.readUInt16LE(at + 28);
    const contentEnd = contentAt + zip.readUInt32LE(at + 18);
    const path = zip.toString('utf8', at + HEADER_BYTES, nameEnd);
    files[path] = inflateRawSync(zip.subarray(contentAt, contentEnd)).toString('utf8');
    at = contentEnd;
  }
  return files;
};
