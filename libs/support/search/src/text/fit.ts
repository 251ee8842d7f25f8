import { type Concept } from './concepts.ts';
import { type FoundText, placesOf } from './found-text.ts';

/** How much a word weighs in a title; in a body it weighs less than BODY, the more the oftener it stands there. */
const TITLE = 6;
const BODY = 4;
const HALF_OF_BODY = 2;
/** More often makes no difference that anybody sees. */
const MANY = 20;
/** A synonym, beside the first word of its concept; a word within another one, beside one that begins there. */
const SYNONYM = 0.6;
const WITHIN = 0.5;
/** What one place among an engine's ranks is worth. */
const RANK = 1.5;
/** What it costs to be in Latin letters where Hangul was typed: many texts are there in both languages. */
const OTHER_LETTERS = 1;

const hangul = /[ㄱ-ㅎ가-힣]/;

const timesIn = ({ compact }: FoundText, needle: string): number =>
  placesOf(needle, compact)
    .slice(0, MANY)
    .reduce((sum, [from]) => sum + (compact.starts.includes(from) ? 1 : WITHIN), 0);

/** How often the words of a concept stand there; the first is the one that was typed, or what it was corrected to. */
const timesOf = (text: FoundText, concept: Concept): number => {
  const [typed = 0, ...synonyms] = concept.map((needle) => timesIn(text, needle));
  // They may be parts of one another: 진드기 stands in each 집먼지진드기.
  return Math.max(typed, ...synonyms.map((times) => SYNONYM * times));
};

/**
 * How well a document fits what was asked for; the higher the better. Engines find documents by where the words stand and
 * then by their date: how often the words stand there would have to be counted in all that have them, before the first
 * is known.
 * @param rank by which the engine found it; the lowest comes first
 */
export const fitOf = (
  { title, body, rank }: { readonly title: FoundText; readonly body: FoundText; readonly rank: number },
  concepts: readonly Concept[],
): number => {
  const isOtherLetters = concepts.some(([typed = '']) => hangul.test(typed)) && !hangul.test(title.original);

  return concepts.reduce(
    (fit, concept) => {
      const [inTitle, inBody] = [timesOf(title, concept), timesOf(body, concept)];
      return fit + TITLE * Math.min(1, inTitle) + (BODY * inBody) / (inBody + HALF_OF_BODY);
    },
    -RANK * rank - (isOtherLetters ? OTHER_LETTERS : 0),
  );
};
