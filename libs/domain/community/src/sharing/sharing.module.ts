import type { Database } from '@soomcare/database';
import type { RateLimiter } from '@soomcare/http';

import { createPostViewRepository } from '../posts/post-view.repository.ts';
import { createShareLinkRepository } from './share-link.repository.ts';
import { shareLinkRoutes } from './share-link.routes.ts';
import { createShareLinkService } from './share-link.service.ts';
import { createSharePages } from './share-page.handler.ts';

export interface PostSharingDeps {
  readonly database: Database;
  readonly rateLimiter: RateLimiter;
  /** Where the pages are served. */
  readonly publicUrl: string;
  readonly now: () => Date;
}

/** Posts that their authors show to people without an account. */
export const createPostSharing = ({ database, rateLimiter, publicUrl, now }: PostSharingDeps) => {
  const links = createShareLinkRepository(database);
  const posts = createPostViewRepository(database);

  return {
    memberRoutes: shareLinkRoutes(createShareLinkService({ links, posts, publicUrl, now })),
    /** For people and not for the app: below no prefix. */
    pages: createSharePages({ links, rateLimiter, publicUrl }),
  };
};

export type PostSharing = ReturnType<typeof createPostSharing>;
