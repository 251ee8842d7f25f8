import { initialSoundsOf } from '@soomcare/korean-text';

import { type Compact, compactOf } from './compact.ts';
import { isInitialSounds, WORD_HEAD } from './shadow-text.ts';

/** Beginning and end. */
export type Mark = readonly [number, number];

/** A text that was found, prepared once for all that looks into it. */
export interface FoundText {
  readonly original: string;
  readonly compact: Compact;
}

export const foundText = (original: string): FoundText => ({ original, compact: compactOf(original) });

/** Where a needle stands in a compact text. */
export const placesOf = (needle: string, compact: Compact): Mark[] => {
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
