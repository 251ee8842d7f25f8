import { pageQuery, queryInteger } from '@soomcare/http';
import { z } from 'zod';

import { KEPT_DAYS } from './query-log.ts';

export const searchQueriesQuery = z.strictObject({
  days: queryInteger({ min: 1, max: KEPT_DAYS })
    .default(30)
    .meta({ description: 'How far back', example: 30 }),
  order: z
    .enum(['searches', 'misses'])
    .default('searches')
    .meta({ description: '`misses`: only what found nothing, the most often first' }),
  limit: pageQuery.limit,
});

export const searchQueryList = z
  .object({
    items: z.array(
      z.object({
        text: z.string().meta({ example: '흡입기' }),
        searches: z.int(),
        misses: z.int().meta({ description: 'How many of them found nothing' }),
        members: z.int().meta({
          description: 'How many members, in the month in which they were most; never fewer than 3',
        }),
        lastSearchedOn: z.iso.date(),
      }),
    ),
  })
  .meta({ id: 'SearchQueries' });
