import { type Endpoint, endpoint, member } from '@soomcare/http';

import { articleErrors } from '../articles/article.errors.ts';
import type { ArticleReader } from './article-reader.service.ts';
import {
  articleLanguageQuery,
  articlePage,
  articleParams,
  articleView,
  listArticlesQuery,
  relatedArticles,
} from './article-view.schemas.ts';

const tag = 'Articles';

export const articleRoutes = (reader: ArticleReader): Endpoint[] => [
  endpoint(
    {
      method: 'get',
      path: '/articles',
      operationId: 'listArticles',
      summary: 'Published articles, newest first; what is overdue for review comes last',
      tag,
      access: member(),
      query: listArticlesQuery,
      conditional: true,
      response: articlePage,
    },
    ({ query, call }) => reader.list(query, call.locale),
  ),
  endpoint(
    {
      method: 'get',
      path: '/articles/{slug}',
      operationId: 'getArticle',
      summary: 'Read an article',
      tag,
      access: member(),
      params: articleParams,
      query: articleLanguageQuery,
      conditional: true,
      response: articleView,
      errors: [articleErrors.ARTICLE_NOT_FOUND],
    },
    ({ params, query, call }) => reader.get(params.slug, query.language ?? call.locale),
  ),
  endpoint(
    {
      method: 'get',
      path: '/articles/{slug}/related',
      operationId: 'listRelatedArticles',
      summary: 'Articles with the same tags or of the same category',
      tag,
      access: member(),
      params: articleParams,
      query: articleLanguageQuery,
      conditional: true,
      response: relatedArticles,
      errors: [articleErrors.ARTICLE_NOT_FOUND],
    },
    ({ params, query, call }) => reader.listRelated(params.slug, query.language ?? call.locale),
  ),
];
