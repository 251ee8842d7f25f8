import type { Database } from '@soomcare/database';
import type { SearchDocument } from '@soomcare/search';
import { seoulDayOf } from '@soomcare/time';

import { documentOf } from './article-document.ts';
import { createFoundArticleRepository } from './found-article.repository.ts';

const BATCH = 100;

/** All that readers see, as search knows it, in batches. */
export const articleDocuments = async function* ({
  database,
  now,
}: {
  database: Database;
  now: () => Date;
}): AsyncGenerator<SearchDocument[]> {
  const at = now();
  for await (const some of createFoundArticleRepository(database).all(at, BATCH)) {
    yield some.map((article) => documentOf(article, seoulDayOf(at)));
  }
};
