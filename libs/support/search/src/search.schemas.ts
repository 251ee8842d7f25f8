import { pageQuery } from '@soomcare/http';
import { z } from 'zod';

import { type SearchAnswer } from './search-index.ts';

const q = z.string().trim().min(1).max(100).meta({
  description: 'Words, their initial sounds (ㅊㅅ), or a question; spacing does not matter',
  example: '흡입기',
});

/** What can be looked through, as the query names it. */
const places = ['articles', 'posts', 'drugs'] as const;
const kindOf: Readonly<Record<(typeof places)[number], string>> = {
  articles: 'article',
  posts: 'post',
  drugs: 'drug',
};

export const searchQuery = z.strictObject({
  q,
  in: z
    .string()
    .max(100)
    .transform((names) => names.split(','))
    .pipe(z.array(z.enum(places)))
    .transform((names) => names.map((name) => kindOf[name]))
    .optional()
    .meta({ description: `Where to look: one or more of ${places.join(', ')}`, example: 'articles,drugs' }),
  ...pageQuery,
});

export const suggestQuery = z.strictObject({ q });

const highlight = z.object({
  field: z.enum(['title', 'body']),
  text: z.string().meta({ description: 'The title, or a piece of the body', example: '흡입기 고르기' }),
  marks: z
    .array(z.array(z.int()).length(2))
    .meta({ description: 'Where the words stand in `text`: beginning and end', example: [[0, 3]] }),
});

export const searchPage = z
  .object({
    items: z.array(
      z.object({
        kind: z.string().meta({ example: 'drug' }),
        id: z.uuid(),
        title: z.string().meta({ example: '흡입기 고르기' }),
        highlights: z.array(highlight).meta({ description: 'The title first' }),
      }),
    ),
    nextCursor: z.string().nullable(),
    facets: z
      .object({
        kinds: z.array(z.object({ kind: z.string(), count: z.int() })),
        isCapped: z.boolean().meta({ description: 'There are more than were counted' }),
      })
      .nullable()
      .meta({ description: 'How many of each kind there are; null on later pages' }),
    degraded: z
      .boolean()
      .meta({ description: 'The search engine does not answer, and a simpler one has taken its place' }),
  })
  .meta({ id: 'SearchPage' });

export const presentSearch = ({
  hits,
  facets,
  ...answer
}: SearchAnswer & { degraded: boolean }): z.input<typeof searchPage> => ({
  ...answer,
  items: hits.map(({ highlights, ...hit }) => ({
    ...hit,
    highlights: highlights.map(({ marks, ...highlight }) => ({
      ...highlight,
      marks: marks.map(([from, to]) => [from, to]),
    })),
  })),
  facets: facets && { ...facets, kinds: [...facets.kinds] },
});

export const suggestionList = z
  .object({ items: z.array(z.string()).meta({ example: ['흡입기 고르기'] }) })
  .meta({ id: 'Suggestions' });
