import { created, type Endpoint, endpoint, staff, versioned } from '@soomcare/http';
import { rowParams } from '@soomcare/member-rows';

import { articleErrors } from '../articles/article.errors.ts';
import { renderMarkdown } from '../articles/render-markdown.ts';
import {
  createArticleBody,
  editArticleBody,
  previewBody,
  previewView,
  publishArticleBody,
  revisionPage,
  revisionQuery,
  staffArticlePage,
  staffArticleView,
  staffListQuery,
} from './article-edit.schemas.ts';
import type { ArticleEditService } from './article-edit.service.ts';

const { ARTICLE_NOT_FOUND } = articleErrors;

const tag = 'Articles';
const access = staff({ permission: 'articles:edit' });

const writingRoutes = (articles: ArticleEditService): Endpoint[] => [
  endpoint(
    {
      method: 'post',
      path: '/articles',
      operationId: 'staffCreateArticle',
      summary: 'Begin an article, or its translation: the same slug in the other language',
      tag,
      access,
      body: createArticleBody,
      status: 201,
      response: staffArticleView,
      errors: [articleErrors.ARTICLE_EXISTS],
    },
    async ({ actor, body }) => created('/articles', await articles.create(actor.id, body)),
  ),
  endpoint(
    {
      method: 'patch',
      path: '/articles/{id}',
      operationId: 'staffEditArticle',
      summary: 'Save a new revision, as a draft; readers keep the published one',
      tag,
      access,
      params: rowParams,
      ifMatch: 'required',
      body: editArticleBody,
      response: staffArticleView,
      errors: [ARTICLE_NOT_FOUND],
    },
    async ({ actor, params, body, call }) =>
      versioned(
        await articles.edit(params.id, body, { staffId: actor.id, expectedVersion: call.expectedVersion }),
      ),
  ),
  endpoint(
    {
      method: 'post',
      path: '/article-previews',
      operationId: 'staffPreviewArticle',
      summary: 'See how a text will look, without saving it',
      tag,
      access,
      body: previewBody,
      response: previewView,
    },
    ({ body }) => Promise.resolve({ bodyHtml: renderMarkdown(body.bodyMarkdown) }),
  ),
];

const publishingRoutes = (articles: ArticleEditService): Endpoint[] => [
  endpoint(
    {
      method: 'post',
      path: '/articles/{id}/submit',
      operationId: 'staffSubmitArticle',
      summary: 'Ask somebody else to review a draft',
      tag,
      access,
      params: rowParams,
      ifMatch: 'required',
      response: staffArticleView,
      errors: [ARTICLE_NOT_FOUND, articleErrors.ARTICLE_NOT_DRAFT],
    },
    async ({ actor, params, call }) =>
      versioned(
        await articles.submit(params.id, { staffId: actor.id, expectedVersion: call.expectedVersion }),
      ),
  ),
  endpoint(
    {
      method: 'post',
      path: '/articles/{id}/publish',
      operationId: 'staffPublishArticle',
      summary: 'Publish a reviewed text now or at a later time; not by who wrote it',
      tag,
      access,
      params: rowParams,
      ifMatch: 'required',
      body: publishArticleBody,
      response: staffArticleView,
      errors: [
        ARTICLE_NOT_FOUND,
        articleErrors.ARTICLE_NOT_IN_REVIEW,
        articleErrors.ARTICLE_OWN_REVIEW,
        articleErrors.ARTICLE_PUBLISH_IN_PAST,
        articleErrors.ARTICLE_REVIEW_OVERDUE,
      ],
    },
    async ({ actor, params, body, call }) =>
      versioned(
        await articles.publish(params.id, body, {
          staffId: actor.id,
          expectedVersion: call.expectedVersion,
        }),
      ),
  ),
  endpoint(
    {
      method: 'post',
      path: '/articles/{id}/withdraw',
      operationId: 'staffWithdrawArticle',
      summary: 'Take an article from its readers, and from its schedule, at once',
      tag,
      access,
      params: rowParams,
      response: staffArticleView,
      errors: [ARTICLE_NOT_FOUND, articleErrors.ARTICLE_NOT_PUBLISHED],
    },
    async ({ actor, params }) => versioned(await articles.withdraw(params.id, actor.id)),
  ),
];

const readingRoutes = (articles: ArticleEditService): Endpoint[] => [
  endpoint(
    {
      method: 'get',
      path: '/articles',
      operationId: 'staffListArticles',
      summary: 'Articles in every state, the last changed first',
      tag,
      access,
      query: staffListQuery,
      response: staffArticlePage,
    },
    ({ query }) => articles.list(query),
  ),
  endpoint(
    {
      method: 'get',
      path: '/articles/{id}',
      operationId: 'staffGetArticle',
      summary: 'The newest revision of an article, as source and as readers will see it',
      tag,
      access,
      params: rowParams,
      response: staffArticleView,
      errors: [ARTICLE_NOT_FOUND],
    },
    async ({ params }) => versioned(await articles.get(params.id)),
  ),
  endpoint(
    {
      method: 'get',
      path: '/articles/{id}/revisions',
      operationId: 'staffListArticleRevisions',
      summary: 'Every text that an article ever had, the newest first',
      tag,
      access,
      params: rowParams,
      query: revisionQuery,
      response: revisionPage,
      errors: [ARTICLE_NOT_FOUND],
    },
    ({ params, query }) => articles.listRevisions(params.id, query),
  ),
];

/** For the back-office: those whose role may edit articles. */
export const articleStaffRoutes = (articles: ArticleEditService): Endpoint[] => [
  ...readingRoutes(articles),
  ...writingRoutes(articles),
  ...publishingRoutes(articles),
];
