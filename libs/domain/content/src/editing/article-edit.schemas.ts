import { pageOf, pageQuery } from '@soomcare/http';
import { freeText, givenInstant, localDay, storedInstant } from '@soomcare/member-rows';
import { z } from 'zod';

import { articleStates, maxLength } from '../articles/article.entity.ts';
import {
  articleLanguage,
  articleSlug,
  articleSource,
  articleSources,
  articleTags,
  medicalReview,
} from '../articles/article.schemas.ts';
import { categorySlugs } from '../categories/categories.ts';

/** A body of 60,000 Hangul is 180 KB, below the limit of a request. */
const MAX_BODY = 60_000;

const content = z.strictObject({
  category: z.enum(categorySlugs),
  title: freeText(maxLength.title),
  summary: freeText(maxLength.summary),
  bodyMarkdown: freeText(MAX_BODY),
  tags: articleTags,
  sources: articleSources,
  authorName: freeText(maxLength.name),
  reviewDueOn: localDay.meta({ description: 'The last day on which it counts as up to date' }),
});

export const createArticleBody = content
  .extend({
    slug: articleSlug,
    language: articleLanguage,
    tags: articleTags.default([]),
    medicalReview: medicalReview.nullable().default(null),
  })
  .meta({ id: 'CreateArticle' });
export type CreateArticle = z.output<typeof createArticleBody>;

export const editArticleBody = content
  .partial()
  .extend({
    medicalReview: medicalReview.nullable().optional().meta({
      description: 'A change of title, summary or body without a new review takes the old one away',
    }),
  })
  .refine((edit) => Object.keys(edit).length > 0, 'at least one key')
  .meta({ id: 'EditArticle' });
export type EditArticle = z.output<typeof editArticleBody>;

export const publishArticleBody = z
  .strictObject({ publishAt: givenInstant.optional().meta({ description: 'Now, unless given' }) })
  .meta({ id: 'PublishArticle' });
export type PublishArticle = z.output<typeof publishArticleBody>;

export const staffListQuery = z.strictObject({
  state: z.enum(articleStates).optional(),
  language: articleLanguage.optional(),
  reviewDueBy: localDay.optional().meta({ description: 'Those that stop to be up to date by this day' }),
  ...pageQuery,
});
export type StaffListArticles = z.output<typeof staffListQuery>;

const head = {
  id: z.uuid(),
  slug: z.string(),
  language: articleLanguage,
  category: z.enum(categorySlugs),
  title: z.string(),
  state: z.enum(articleStates).meta({ description: 'Of the newest revision' }),
  revision: z.int().meta({ description: 'The newest one’s number' }),
  publishAt: storedInstant.nullable().meta({ description: 'Of the newest revision; may lie ahead' }),
  reviewDueOn: z.iso.date(),
  isExpired: z.boolean(),
  version: z.int().meta({ description: 'Goes into If-Match on an edit' }),
  updatedAt: storedInstant,
};

export const staffArticleHead = z.object(head).meta({ id: 'StaffArticleHead' });
export type StaffArticleHead = z.input<typeof staffArticleHead>;

export const staffArticlePage = pageOf(staffArticleHead).meta({ id: 'StaffArticlePage' });

export const staffArticleView = z
  .object({
    ...head,
    summary: z.string(),
    bodyMarkdown: z.string(),
    bodyHtml: z.string().meta({ description: 'What readers will see: the preview' }),
    tags: z.array(z.string()),
    sources: z.array(articleSource),
    authorName: z.string(),
    medicalReview: medicalReview.nullable(),
    createdAt: storedInstant,
  })
  .meta({ id: 'StaffArticle', description: 'The newest revision, published or not' });
export type StaffArticleView = z.input<typeof staffArticleView>;

export const revisionView = z
  .object({
    number: z.int(),
    title: z.string(),
    bodyMarkdown: z.string(),
    writtenBy: z.uuid().nullable().meta({ description: 'Null: came with the program' }),
    writtenAt: storedInstant,
    publishAt: storedInstant.nullable(),
    publishedBy: z.uuid().nullable(),
    withdrawnAt: storedInstant.nullable(),
  })
  .meta({ id: 'ArticleRevision' });
export type RevisionView = z.input<typeof revisionView>;

export const revisionPage = pageOf(revisionView).meta({ id: 'ArticleRevisionPage' });
export const revisionQuery = z.strictObject(pageQuery);
export type ListRevisions = z.output<typeof revisionQuery>;

export const previewBody = z
  .strictObject({ bodyMarkdown: freeText(MAX_BODY) })
  .meta({ id: 'PreviewArticle' });

export const previewView = z.object({ bodyHtml: z.string() }).meta({ id: 'ArticlePreview' });
