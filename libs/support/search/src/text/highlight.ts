import { initialSoundsOf } from '@soomcare/korean-text';

import { type Highlight } from '../search-index.ts';
import { type Compact, compactOf } from './compact.ts';
import { isInitialSounds, WORD_HEAD } from './shadow-text.ts';

type Mark = readonly [number, number];

/** Of a body, so much is shown around the first word that was found. */
const BEFORE = 30;
const LENGTH = 120;
const MAX_MARKS = 10;

/** Where a needle stands in a compact text, as beginning and end. */
const placesOf = (needle: string, compact: Compact): Mark[] => {
  if (needle.startsWith(WORD_HEAD)) {
    return compact.starts
      .filter((start) => compact.text.startsWith(needle.slice(WORD_HEAD.length), start))
      .map((start) => [start, start + 1]);
  }

  const text = isInitialSounds(needle) ? initialSoundsOf(compact.text) : compact.text;
  const places: Mark[] = [];
  for (let at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, at + needle.length)) {
    places.push([at, at + needle.length]);
  }
  return places;
};

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

const marksIn = (original: string, needles: readonly string[]): Mark[] => {
  const compact = compactOf(original);
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
  { title, body }: { readonly title: string; readonly body: string },
  needles: readonly string[],
): Highlight[] => {
  const inBody = marksIn(body, needles);
  const head: Highlight = { field: 'title', text: title, marks: marksIn(title, needles) };

  return inBody.length === 0 ? [head] : [head, cut(body, inBody)];
};
