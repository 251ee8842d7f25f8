import { newUuid } from '@soomcare/database';
import { defineErrors } from '@soomcare/http';

import type { PostPictures } from '../posts/post-pictures.ts';

const errors = defineErrors({ FAKE_NOT_ATTACHABLE: [422, 'Not to be attached', '붙일 수 없습니다'] });

export interface FakePictures {
  readonly store: PostPictures;
  /** As if this member had uploaded one. */
  upload(memberId: string): string;
  attachedTo(postId: string): string[];
}

/** A store of pictures that remembers whose they are and where they were put. */
export const createFakePictures = (): FakePictures => {
  const owners = new Map<string, string>();
  const attached = new Map<string, readonly string[]>();

  return {
    store: {
      errors: Object.values(errors),
      attach(memberId, fileIds, { id }) {
        if (fileIds.some((fileId) => owners.get(fileId) !== memberId)) {
          return Promise.reject(errors.FAKE_NOT_ATTACHABLE());
        }
        attached.set(id, fileIds);
        return Promise.resolve();
      },
      detach({ id }) {
        attached.delete(id);
        return Promise.resolve();
      },
    },
    upload(memberId) {
      const id = newUuid();
      owners.set(id, memberId);
      return id;
    },
    attachedTo: (postId) => [...(attached.get(postId) ?? [])],
  };
};
