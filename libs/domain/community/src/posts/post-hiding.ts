import type { Transaction } from '@soomcare/database';

import { documentOf, type PostSearch } from './post-documents.ts';
import { hasAuthor, type PostRepository } from './post.repository.ts';

export interface PostHidingDeps {
  readonly posts: PostRepository;
  readonly search: PostSearch;
  readonly now: () => Date;
}

/** For moderation: a hidden post is there for nobody, its author included, and can be shown again. */
export const createPostHiding = ({ posts, search, now }: PostHidingDeps) => ({
  /** Does nothing where it is hidden or gone already. */
  async hidePost(id: string, reason: string, tx: Transaction): Promise<void> {
    const post = await posts.lock(id, tx);
    if (!post || post.hiddenAt !== null) return;

    const version = post.version + 1;
    const hiddenAt = now().toISOString();
    await posts.update({ ...post, version, hiddenAt, hiddenReason: reason }, tx);
    await search.withdraw([{ kind: 'post', id, version }], tx);
  },

  async showPost(id: string, tx: Transaction): Promise<void> {
    const post = await posts.lock(id, tx);
    if (!post || post.hiddenAt === null) return;

    const shown = { ...post, version: post.version + 1, hiddenAt: null, hiddenReason: null };
    await posts.update(shown, tx);
    if (hasAuthor(shown) && shown.deletedAt === null) await search.publish([documentOf(shown)], tx);
  },
});

export type PostHiding = ReturnType<typeof createPostHiding>;
