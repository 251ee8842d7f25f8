import { decodeCp949 } from './cp949.ts';

const isUtf8 = (bytes: Uint8Array): boolean => {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
};

/** The text of a file from a Korean office: UTF-8 with or without a byte order mark, else CP949. */
export const decodeText = (bytes: Uint8Array): string =>
  isUtf8(bytes) ? new TextDecoder().decode(bytes) : decodeCp949(bytes);
