import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { seedArticles, type SeedArticlesDeps } from '@soomcare/content';

const FOLDER = import.meta.dirname;

/** Every article beside this file, as the text it is. */
export const readArticles = async (): Promise<string[]> => {
  const names = (await readdir(FOLDER)).filter((name) => name.endsWith('.md')).toSorted();
  return Promise.all(names.map((name) => readFile(join(FOLDER, name), 'utf8')));
};

/** Publishes those that are not there yet. @returns how many */
export const loadArticles = async (deps: SeedArticlesDeps): Promise<number> =>
  seedArticles(deps, await readArticles());
