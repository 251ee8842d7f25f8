import type { Transaction } from '@soomcare/database';

import type { PostCounts } from '../posts/post-counts.repository.ts';
import type { CommentRepository } from './comment.repository.ts';

export interface CommentHidingDeps {
  readonly comments: CommentRepository;
  readonly counts: PostCounts;
  readonly now: () => Date;
}

/** For moderation: of a hidden comment the place stays while replies hang on it, and it can be shown again. */
export const createCommentHiding = ({ comments, counts, now }: CommentHidingDeps) => {
  const change = async (
    id: string,
    by: 1 | -1,
    act: () => Promise<boolean>,
    tx: Transaction,
  ): Promise<void> => {
    const comment = await comments.findEvenRemoved(id, tx);
    if (!comment) return;

    await counts.lock(comment.postId, tx);
    if (await act()) await counts.addComments(comment.postId, by, tx);
  };

  return {
    hideComment: (id: string, reason: string, tx: Transaction) =>
      change(id, -1, () => comments.hide(id, reason, now(), tx), tx),

    showComment: (id: string, tx: Transaction) => change(id, 1, () => comments.show(id, tx), tx),
  };
};

export type CommentHiding = ReturnType<typeof createCommentHiding>;
