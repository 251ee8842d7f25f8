import type { SearchDocument } from '@soomcare/search';
import sanitizeHtml from 'sanitize-html';

import type { FoundArticle } from './found-article.repository.ts';

export const ARTICLE_KIND = 'article';

/** Within its tier of results what has expired comes last, as it does in lists. */
const LAST = new Date(0);

const MAX_REVISIONS = 2 ** 16;
const entities: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"' };

const textOf = (html: string): string =>
  sanitizeHtml(html, { allowedTags: [] })
    .replaceAll(/&(?:amp|lt|gt|quot);/g, (entity) => entities[entity] ?? entity)
    .trim();

/**
 * Higher with each change of what readers see: by an editor, by a scheduled text whose time has come, by the day on
 * which it expires.
 * @param revision that readers see, from 1; 0 for none
 */
export const documentVersion = (version: number, revision: number, isExpired: boolean): number =>
  (version * MAX_REVISIONS + revision) * 2 + Number(isExpired);

/** What can be found of an article. Articles are for whoever has logged in. */
export const documentOf = (
  { id, language, title, tags, ...article }: FoundArticle,
  today: string,
): SearchDocument => {
  const isExpired = article.reviewDueOn < today;

  return {
    ...{ kind: ARTICLE_KIND, id, title, tags, language, visibility: 'members', memberId: null },
    body: `${article.summary}\n${textOf(article.bodyHtml)}`,
    date: isExpired ? LAST : article.publishedAt,
    version: documentVersion(article.version, article.revision, isExpired),
  };
};
