import type { Database, Transaction } from '@soomcare/database';
import type { Search } from '@soomcare/search';
import { seoulDayOf } from '@soomcare/time';
import { z } from 'zod';

import { ARTICLE_KIND, documentOf, documentVersion } from './article-document.ts';
import type { FoundArticleRepository } from './found-article.repository.ts';

export interface ArticleFindingDeps {
  readonly database: Database;
  readonly articles: FoundArticleRepository;
  readonly search: Pick<Search, 'publish' | 'withdraw'>;
  readonly outbox: {
    add(tx: Transaction, message: { topic: string; payload: unknown; delaySeconds: number }): Promise<void>;
  };
  readonly now: () => Date;
}

const APPEAR = 'content.appear';
const appearPayload = z.object({ articleId: z.uuid() });

const MS_PER_SECOND = 1_000;
const MS_PER_DAY = 24 * 60 * 60 * MS_PER_SECOND;
/** A worker may have been away for a day when an article expired. */
const EXPIRED_FOR_DAYS = 2;

/** Keeps search with what readers see: at each publication and withdrawal, at the times of a schedule, on expiry. */
export const createArticleFinding = ({ database, articles, search, outbox, now }: ArticleFindingDeps) => {
  /** Search follows with the transaction's commit, and again when the next scheduled text is due. */
  const refresh = async (id: string, at: Date, tx: Transaction): Promise<void> => {
    const article = await articles.findLive(id, at, tx);
    const version = article ? null : await articles.findVersion(id, tx);
    if (article) await search.publish([documentOf(article, seoulDayOf(at))], tx);
    if (version !== null) {
      await search.withdraw([{ kind: ARTICLE_KIND, id, version: documentVersion(version, 0, false) }], tx);
    }

    const next = await articles.findNextPublication(id, at, tx);
    if (next) {
      const delaySeconds = Math.ceil((next.getTime() - at.getTime()) / MS_PER_SECOND);
      await outbox.add(tx, { topic: APPEAR, payload: { articleId: id }, delaySeconds });
    }
  };

  return {
    refresh,

    /** For the relay. */
    outboxHandlers: {
      [APPEAR]: (payload: unknown) =>
        database.transaction((tx) => refresh(appearPayload.parse(payload).articleId, now(), tx)),
    },

    /** Lets what has expired sink. @returns how many articles */
    async sinkExpired(): Promise<number> {
      const at = now();
      const daysAgo = (days: number) => seoulDayOf(new Date(at.getTime() - days * MS_PER_DAY));
      const expired = await articles.dueForReview(daysAgo(EXPIRED_FOR_DAYS), daysAgo(1), at);
      if (expired.length === 0) return 0;

      const documents = expired.map((article) => documentOf(article, seoulDayOf(at)));
      await database.transaction((tx) => search.publish(documents, tx));
      return documents.length;
    },
  };
};

export type ArticleFinding = ReturnType<typeof createArticleFinding>;
