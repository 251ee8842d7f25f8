import type { Cache } from '@soomcare/cache';
import type { Database } from '@soomcare/database';

import { categoryRoutes } from './categories/category.routes.ts';
import { createArticleEditRepository } from './editing/article-edit.repository.ts';
import { createArticleEditService } from './editing/article-edit.service.ts';
import { articleStaffRoutes } from './editing/article.staff-routes.ts';
import { type ArticleFindingDeps, createArticleFinding } from './finding/article-finding.service.ts';
import { createFoundArticleRepository } from './finding/found-article.repository.ts';
import { createArticleMarkRepository } from './marks/article-mark.repository.ts';
import { articleMarkRoutes } from './marks/article-mark.routes.ts';
import { createArticleMarkService } from './marks/article-mark.service.ts';
import { createArticleCache } from './reading/article-cache.ts';
import { createArticleReader } from './reading/article-reader.service.ts';
import { articleRoutes } from './reading/article.routes.ts';
import { createLiveArticleRepository } from './reading/live-article.repository.ts';

export interface ContentDeps {
  readonly database: Database;
  readonly cache: Cache;
  readonly search: ArticleFindingDeps['search'];
  readonly outbox: ArticleFindingDeps['outbox'];
  readonly now: () => Date;
  readonly newId: () => string;
}

/** Health-information articles: written and published by editors, read and marked by members. */
export const createContent = ({ database, cache, search, outbox, now, newId }: ContentDeps) => {
  const live = createLiveArticleRepository(database);
  const articleCache = createArticleCache({ cache });
  const reader = createArticleReader({ articles: live, cache: articleCache, now });
  const markRows = createArticleMarkRepository(database);
  const marks = createArticleMarkService({ marks: markRows, articles: live, now });
  const found = createFoundArticleRepository(database);
  const finding = createArticleFinding({ database, articles: found, search, outbox, now });
  const editing = createArticleEditService({
    database,
    articles: createArticleEditRepository(database),
    cache: articleCache,
    finding,
    now,
    newId,
  });

  return {
    memberRoutes: [...categoryRoutes(), ...articleRoutes(reader), ...articleMarkRoutes(marks)],
    staffRoutes: articleStaffRoutes(editing),
    editing,
    outboxHandlers: finding.outboxHandlers,
    /** To be done once an hour. @returns how many articles have expired */
    housekeeping: finding.sinkExpired,
    /** Destroys all that is kept of a member here, within the withdrawal's own transaction. */
    eraseMember: markRows.erase,
  };
};

export type Content = ReturnType<typeof createContent>;
