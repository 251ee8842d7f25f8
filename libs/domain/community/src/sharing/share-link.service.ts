import { randomBytes } from 'node:crypto';

import { postErrors } from '../posts/post.errors.ts';
import type { PostViewRepository } from '../posts/post-view.repository.ts';
import { shareLinkErrors } from './share-link.errors.ts';
import type { ShareLinkRepository } from './share-link.repository.ts';
import { SHARED_POSTS_PATH } from './share-page.handler.ts';

export interface ShareLinkDeps {
  readonly links: ShareLinkRepository;
  readonly posts: Pick<PostViewRepository, 'find'>;
  /** Where the pages are served. */
  readonly publicUrl: string;
  readonly now: () => Date;
  readonly newToken?: () => string;
}

export interface ShareLinkView {
  readonly url: string;
  readonly createdAt: string;
}

const randomToken = () => randomBytes(16).toString('base64url');

/** Links by which an author shows a post to people without an account. */
export const createShareLinkService = (deps: ShareLinkDeps) => {
  const { links, posts, publicUrl, now, newToken = randomToken } = deps;

  const requireOwn = async (memberId: string, postId: string) => {
    const post = await posts.find({ memberId, hiddenAuthors: [] }, postId);
    if (post?.memberId !== memberId) throw postErrors.POST_NOT_FOUND();
    return post;
  };

  return {
    /** The same link as before, until it is closed. */
    async open(memberId: string, postId: string): Promise<ShareLinkView> {
      const { visibility } = await requireOwn(memberId, postId);
      if (visibility !== 'everyone') throw shareLinkErrors.POST_NOT_FOR_EVERYONE();

      await links.open(postId, memberId, newToken(), now());
      const link = await links.find(postId);
      // Closed by the author's other device between the two statements.
      if (!link) throw postErrors.POST_NOT_FOUND();
      return { url: `${publicUrl}${SHARED_POSTS_PATH}/${link.token}`, createdAt: link.createdAt };
    },

    /** From now on the page is gone; the next link is another one. */
    async close(memberId: string, postId: string): Promise<void> {
      await requireOwn(memberId, postId);

      await links.close(memberId, postId);
    },
  };
};

export type ShareLinkService = ReturnType<typeof createShareLinkService>;
