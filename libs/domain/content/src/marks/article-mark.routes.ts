import { type Endpoint, endpoint, member } from '@soomcare/http';
import { rowParams } from '@soomcare/member-rows';

import { articleErrors } from '../articles/article.errors.ts';
import { articleMarkView, bookmarkPage, bookmarkQuery, readProgressBody } from './article-mark.schemas.ts';
import type { ArticleMarkService } from './article-mark.service.ts';

const ofOneArticle = {
  tag: 'Articles',
  access: member(),
  params: rowParams,
  errors: [articleErrors.ARTICLE_NOT_FOUND],
} as const;

export const articleMarkRoutes = (marks: ArticleMarkService): Endpoint[] => [
  endpoint(
    {
      method: 'get',
      path: '/article-bookmarks',
      operationId: 'listArticleBookmarks',
      summary: 'My bookmarked articles, the last bookmarked first',
      tag: 'Articles',
      access: member(),
      query: bookmarkQuery,
      conditional: true,
      response: bookmarkPage,
    },
    ({ actor, query }) => marks.listBookmarks(actor.id, query),
  ),
  endpoint(
    {
      ...ofOneArticle,
      method: 'get',
      path: '/articles/{id}/mark',
      operationId: 'getArticleMark',
      summary: 'Whether I bookmarked an article, and how far I have read',
      conditional: true,
      response: articleMarkView,
    },
    ({ actor, params }) => marks.get(actor.id, params.id),
  ),
  endpoint(
    {
      ...ofOneArticle,
      method: 'put',
      path: '/articles/{id}/bookmark',
      operationId: 'bookmarkArticle',
      summary: 'Bookmark an article',
    },
    ({ actor, params }) => marks.bookmark(actor.id, params.id),
  ),
  endpoint(
    {
      ...ofOneArticle,
      method: 'delete',
      path: '/articles/{id}/bookmark',
      operationId: 'removeArticleBookmark',
      summary: 'Remove a bookmark',
    },
    ({ actor, params }) => marks.removeBookmark(actor.id, params.id),
  ),
  endpoint(
    {
      ...ofOneArticle,
      method: 'put',
      path: '/articles/{id}/progress',
      operationId: 'keepArticleProgress',
      summary: 'Tell how far I have read',
      body: readProgressBody,
    },
    ({ actor, params, body }) => marks.keepProgress(actor.id, params.id, body.percentRead),
  ),
];
