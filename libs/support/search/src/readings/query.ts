import { createCursor, cutPage } from '@soomcare/http';
import { z } from 'zod';

import { type SearchAnswer, type SearchHit, type SearchQuery } from '../search-index.ts';
import { type Concept } from '../text/concepts.ts';
import { fitOf } from '../text/fit.ts';
import { foundText } from '../text/found-text.ts';
import { highlightsOf } from '../text/highlight.ts';
import { type Engine, type FoundDocument, type Reading } from './reading.ts';
import { createReadings, type Vocabulary } from './readings.ts';

/** The same for every engine, so that a page may follow one that another engine has answered. */
const cursor = createCursor(
  z.strictObject({
    reading: z.int().min(0),
    rank: z.int(),
    datedAt: z.iso.datetime(),
    number: z.int().positive(),
  }),
);

/** Those that fit best first; how the engine found them decides where they fit alike. */
const hitsOf = (documents: readonly FoundDocument[], concepts: readonly Concept[]): SearchHit[] => {
  const needles = concepts.flat();

  return documents
    .map(({ kind, id, title, body, place: { rank } }) => {
      const texts = { title: foundText(title), body: foundText(body) };
      return { hit: { kind, id, title }, texts, fit: fitOf({ ...texts, rank }, concepts) };
    })
    .toSorted((a, b) => b.fit - a.fit)
    .map(({ hit, texts }) => ({ ...hit, highlights: highlightsOf(texts, needles) }));
};

/** The first reading that finds something answers. */
export const createQuery = (deps: { engine: Engine; vocabulary: Vocabulary }) => {
  const readingsOf = createReadings(deps);

  const answer = async (
    query: SearchQuery,
    reading: Reading,
    index: number,
  ): Promise<SearchAnswer | null> => {
    const from = query.cursor === undefined ? null : cursor.decode(query.cursor);
    const { documents, facets } = await reading.find(query, from, query.limit + 1);
    if (documents.length === 0 && !from) return null;

    const { items, nextCursor } = cutPage(documents, query.limit, ({ place }) =>
      cursor.encode({ reading: index, ...place }),
    );
    query.signal?.throwIfAborted();

    return {
      hits: hitsOf(items, reading.concepts),
      nextCursor,
      facets,
    };
  };

  return async (query: SearchQuery): Promise<SearchAnswer> => {
    const chosen = query.cursor === undefined ? null : cursor.decode(query.cursor).reading;
    const readings = [...(await readingsOf(query)).entries()];
    const tried = chosen === null ? readings : readings.slice(chosen, chosen + 1);
    const atOnce = deps.engine.triesOthersAtOnce
      ? [tried.slice(0, 1), tried.slice(1)]
      : tried.map((each) => [each]);
    for (const some of atOnce) {
      query.signal?.throwIfAborted();
      const answers = await Promise.all(
        some.map(async ([index, make]) => {
          const reading = await make();
          return reading && answer(query, reading, index);
        }),
      );
      const found = answers.find((each) => each !== null);
      if (found) return found;
    }
    return { hits: [], nextCursor: null, facets: chosen === null ? { kinds: [], isCapped: false } : null };
  };
};
