import { type Database, isDuplicateKey } from '@soomcare/database';

import { createArticleEditRepository } from '../editing/article-edit.repository.ts';
import { writtenRevision } from '../editing/written-revision.ts';
import { readArticleFile } from './article-file.ts';

export interface SeedArticlesDeps {
  readonly database: Database;
  readonly now: () => Date;
  readonly newId: () => string;
}

/**
 * Publishes the articles of these files whose slug is not there in that language: one that is there may have been
 * edited since. @returns how many were added
 */
export const seedArticles = async (
  { database, now, newId }: SeedArticlesDeps,
  files: readonly string[],
): Promise<number> => {
  const articles = createArticleEditRepository(database);

  const add = async (text: string): Promise<boolean> => {
    const { slug, language, ...content } = readArticleFile(text);
    if (await articles.exists(slug, language)) return false;

    const at = now();
    const instant = at.toISOString();
    const id = newId();
    const article = {
      ...({ id, slug, language, state: 'published', revision: 1, version: 1 } as const),
      createdAt: instant,
      updatedAt: instant,
    };
    const revision = {
      ...writtenRevision(content, { articleId: id, number: 1, staffId: null, at }),
      publishAt: instant,
    };
    try {
      await database.transaction((tx) => articles.insert({ article, revision }, tx));
      return true;
    } catch (error) {
      // Another seed was faster.
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  };

  let added = 0;
  for (const file of files) added += Number(await add(file));
  return added;
};
