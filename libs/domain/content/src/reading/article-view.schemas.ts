import { pageOf, pageQuery } from '@soomcare/http';
import { storedInstant } from '@soomcare/member-rows';
import { z } from 'zod';

import { articleLanguage, articleSlug, articleSource, medicalReview } from '../articles/article.schemas.ts';
import { categorySlugs } from '../categories/categories.ts';

export const listArticlesQuery = z.strictObject({
  category: z.enum(categorySlugs).optional().meta({ description: 'With all that lies below it' }),
  language: articleLanguage.optional().meta({ description: 'That of `Accept-Language` unless given' }),
  ...pageQuery,
});
export type ListArticles = z.output<typeof listArticlesQuery>;

export const articleParams = z.object({
  slug: articleSlug.meta({
    description: 'Or the id, as a search gives it',
    example: 'how-to-measure-peak-flow',
  }),
});

export const articleLanguageQuery = z.strictObject({
  language: articleLanguage.optional().meta({
    description: 'That of `Accept-Language` unless given; the other one where there is no such text',
  }),
});

const card = {
  id: z.uuid(),
  slug: z.string(),
  language: articleLanguage,
  category: z.enum(categorySlugs),
  title: z.string(),
  summary: z.string(),
  tags: z.array(z.string()),
  state: z
    .enum(['published', 'expired'])
    .meta({ description: 'Expired: its review is overdue; to be marked as such' }),
  medicalReview: medicalReview
    .nullable()
    .meta({ description: 'Null: not yet medically reviewed; to be shown' }),
  publishedAt: storedInstant,
};

export const articleCardView = z.object(card).meta({ id: 'ArticleCard' });
export type ArticleCardView = z.input<typeof articleCardView>;

export const articlePage = pageOf(articleCardView).meta({ id: 'ArticlePage' });

export const relatedArticles = z
  .object({ items: z.array(articleCardView) })
  .meta({ id: 'RelatedArticles', description: 'The nearest first' });

export const articleView = z
  .object({
    ...card,
    languages: z.array(articleLanguage).meta({ description: 'In which it can be read' }),
    authorName: z.string(),
    bodyHtml: z.string().meta({ description: 'Sanitised: headings, lists, tables, https links' }),
    sources: z.array(articleSource),
    reviewDueOn: z.iso.date(),
    revision: z.int(),
  })
  .meta({ id: 'Article' });
export type ArticleView = z.input<typeof articleView>;
