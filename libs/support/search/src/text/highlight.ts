import { type Highlight } from '../search-index.ts';
import { type FoundText, type Mark, placesOf } from './found-text.ts';

/** Of a body, so much is shown around the first word that was found. */
const BEFORE = 30;
const LENGTH = 120;
const MAX_MARKS = 10;

/** In order, those that touch as one. */
const merge = (marks: readonly Mark[]): Mark[] => {
  const merged: Mark[] = [];
  for (const [from, to] of marks.toSorted((a, b) => a[0] - b[0])) {
    const last = merged.at(-1);
    if (last && from <= last[1]) merged[merged.length - 1] = [last[0], Math.max(last[1], to)];
    else merged.push([from, to]);
  }
  return merged;
};

const marksIn = ({ compact }: FoundText, needles: readonly string[]): Mark[] => {
  const marks = needles
    .flatMap((needle) => placesOf(needle, compact))
    .map(([from, to]): Mark => [compact.at[from] ?? 0, (compact.at[to - 1] ?? 0) + 1]);

  return merge(marks).slice(0, MAX_MARKS);
};

const cut = (body: string, marks: readonly Mark[]): Highlight => {
  const from = Math.max(0, (marks[0]?.[0] ?? 0) - BEFORE);
  const text = body.slice(from, from + LENGTH);

  return {
    field: 'body',
    text,
    marks: marks.map(([a, b]): Mark => [a - from, b - from]).filter(([, end]) => end <= text.length),
  };
};

/** The title, and the piece of the body in which the first of the words stands. */
export const highlightsOf = (
  { title, body }: { readonly title: FoundText; readonly body: FoundText },
  needles: readonly string[],
): Highlight[] => {
  const inBody = marksIn(body, needles);
  const head: Highlight = { field: 'title', text: title.original, marks: marksIn(title, needles) };

  return inBody.length === 0 ? [head] : [head, cut(body.original, inBody)];
};
