import type { Transaction } from '@soomcare/database';
import type { ErrorFactory } from '@soomcare/http';

interface Subject {
  readonly kind: 'post';
  readonly id: string;
}

/** The store of pictures that the app hands in. */
export interface PostPictures {
  /** What `attach` throws where a picture cannot be used. */
  readonly errors: readonly ErrorFactory[];
  /** From the commit on exactly these are the post's. */
  attach(memberId: string, fileIds: readonly string[], subject: Subject, tx: Transaction): Promise<void>;
  detach(subject: Subject, tx: Transaction): Promise<void>;
}

/** For programs through which nobody posts pictures. */
export const noPictures: PostPictures = {
  errors: [],
  attach: () => Promise.reject(new Error('this program takes no pictures')),
  detach: () => Promise.resolve(),
};
