import { type Cache } from '@soomcare/cache';
import { type Database, newUuid } from '@soomcare/database';
import { createLogger } from '@soomcare/observability';
import { createSearch, type Search } from '@soomcare/search';
import {
  anActor,
  type Caller,
  createFakeClock,
  type FakeClock,
  useTestApi,
  useTestCache,
  useTestDatabase,
} from '@soomcare/testing';

import { type Content, createContent } from '../content.module.ts';
import { contentTables } from '../content.tables.ts';
import type { CreateArticle, StaffArticleView } from '../editing/article-edit.schemas.ts';

/** The instant at which every test of this lib begins: 2026-03-10, noon in Seoul. */
export const START = '2026-03-10T03:00:00.000Z';

export const anArticle = (different: Partial<CreateArticle> = {}): CreateArticle => ({
  slug: `article-${newUuid()}`,
  language: 'ko',
  category: 'tests',
  title: '최대호기유량 재기',
  summary: '집에서 재는 방법',
  bodyMarkdown: '## 재는 방법\n\n서서 잽니다.',
  tags: ['최대호기유량'],
  sources: [{ title: 'NHS: Peak flow test', url: 'https://www.nhs.uk/', accessedOn: '2026-03-01' }],
  authorName: '숨케어 편집팀',
  reviewDueOn: '2026-12-31',
  medicalReview: null,
  ...different,
});

export interface LeftMessage {
  readonly topic: string;
  readonly payload: unknown;
  readonly delaySeconds?: number;
}

export interface ContentApi {
  readonly clock: FakeClock;
  search(): Search;
  /** What was left in the outbox, in order. */
  readonly messages: LeftMessage[];
  database(): Database;
  cache(): Cache;
  content(): Content;
  /** A member who has logged in just now. */
  aReader(): Caller;
  anyone(): Caller;
  as(memberId: string): Caller;
  /** Written by one editor and published by another. */
  publish(
    different?: Partial<CreateArticle>,
    publication?: { publishAt?: string },
  ): Promise<StaffArticleView>;
}

/** The articles behind HTTP on a database and a cache of this test file's own. */
export const useContentApi = (): ContentApi => {
  const database = useTestDatabase({ entities: contentTables });
  const cache = useTestCache();
  const clock = createFakeClock(START);
  const messages: LeftMessage[] = [];
  const outbox = {
    add: (_tx: unknown, message: LeftMessage) => Promise.resolve(void messages.push(message)),
  };
  let search: Search;
  let content: Content;
  const api = useTestApi(() => {
    const { now } = clock;
    const logger = createLogger({ level: 'silent', name: 'test' });
    search = createSearch({ database: database(), outbox, now, logger });
    content = createContent({ database: database(), cache: cache(), search, outbox, now, newId: newUuid });
    return { endpoints: [...content.memberRoutes, ...search.memberRoutes(() => Promise.resolve([]))], now };
  });
  const as = (id: string) => api.as(anActor({ id, authenticatedAt: clock.now(), consents: [] }));

  return {
    clock,
    database,
    cache,
    content: () => content,
    search: () => search,
    messages,
    as,
    aReader: () => as(newUuid()),
    anyone: () => api.anyone(),
    async publish(different = {}, publication = {}) {
      const { editing } = content;
      const { id, version } = await editing.create(newUuid(), anArticle(different));
      const { version: submitted } = await editing.submit(id, {
        staffId: newUuid(),
        expectedVersion: version,
      });
      return editing.publish(id, publication, { staffId: newUuid(), expectedVersion: submitted });
    },
  };
};
