import { type Endpoint, endpoint, member } from '@soomcare/http';
import { z } from 'zod';

import { categories, categorySlugs } from './categories.ts';

const categoryView = z
  .object({
    slug: z.enum(categorySlugs),
    parent: z.enum(categorySlugs).nullable(),
    name: z.string().meta({ description: 'In the language of `Accept-Language`', example: '흡입기' }),
  })
  .meta({ id: 'ArticleCategory' });

const categoryList = z.object({ items: z.array(categoryView) }).meta({ id: 'ArticleCategoryList' });

export const categoryRoutes = (): Endpoint[] => [
  endpoint(
    {
      method: 'get',
      path: '/article-categories',
      operationId: 'listArticleCategories',
      summary: 'The subjects of the articles, a parent before its children',
      tag: 'Articles',
      access: member(),
      conditional: true,
      response: categoryList,
    },
    ({ call }) =>
      Promise.resolve({
        items: categories.map(({ slug, parent, name }) => ({ slug, parent, name: name[call.locale] })),
      }),
  ),
];
