import { type Readable } from 'node:stream';

const KEY = /^[a-z]{1,20}\/[0-9a-f]{32}$/;

/** What a client sends as multipart/form-data to `url`: every field, then the file. */
export interface DirectUpload {
  readonly url: string;
  readonly fields: Readonly<Record<string, string>>;
}

export interface DirectUploadRules {
  readonly mediaType: string;
  readonly maxBytes: number;
  readonly expiresInSeconds: number;
}

/** Keeps bytes by a key that we make: a folder and 32 hexadecimal digits, never a text of a user's. */
export interface BlobStore {
  /** Whole or not at all; what was there is replaced. */
  put(key: string, content: Buffer): Promise<void>;
  /** Null where there is none. */
  get(key: string): Promise<Readable | null>;
  /** What is not there is removed already. */
  remove(key: string): Promise<void>;
  /** Lets a client put a blob itself; null where this store cannot. The store refuses what breaks the rules. */
  readonly openUpload: ((key: string, rules: DirectUploadRules) => Promise<DirectUpload>) | null;
}

/** @throws Error for what is no key: it might lead out of the store. */
export const checkedKey = (key: string): string => {
  if (!KEY.test(key)) throw new Error('this is no key of a blob');
  return key;
};
