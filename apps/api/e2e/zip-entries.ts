import { inflateRawSync } from 'node:zlib';

// APPNOTE.TXT of PKWARE: 4.3.7 local header, 4.3.12 central directory, 4.3.16 its end.
const DIRECTORY_HEADER = 0x02014b50;
const DIRECTORY_HEADER_BYTES = 46;
const LOCAL_HEADER_BYTES = 30;
const DIRECTORY_END_BYTES = 22;
const DEFLATED = 8;

/** The files of a zip without a comment, by their paths. */
export const zipEntries = (zip: Buffer): Record<string, Buffer> => {
  const files: Record<string, Buffer> = {};
  let at = zip.readUInt32LE(zip.length - DIRECTORY_END_BYTES + 16);
  while (zip.readUInt32LE(at) === DIRECTORY_HEADER) {
    const nameEnd = at + DIRECTORY_HEADER_BYTES + zip.readUInt16LE(at + 28);
    const path = zip.toString('utf8', at + DIRECTORY_HEADER_BYTES, nameEnd);
    const localAt = zip.readUInt32LE(at + 42);
    const contentAt =
      localAt + LOCAL_HEADER_BYTES + zip.readUInt16LE(localAt + 26) + zip.readUInt16LE(localAt + 28);
    const content = zip.subarray(contentAt, contentAt + zip.readUInt32LE(at + 20));
    files[path] = zip.readUInt16LE(at + 10) === DEFLATED ? inflateRawSync(content) : content;
    at = nameEnd + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return files;
};
