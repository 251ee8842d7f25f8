// Korean documents worked out from numbers alone, with words that are as common as those of real articles.
import { createHash } from 'node:crypto';

/** Of a hundred thousand documents, how many have each of these words in their text (performance is told by these). */
const shares = {
  천식: 0.998,
  기침: 0.82,
  흡입기: 0.7,
  미세먼지: 0.26,
  기관지확장제: 0.05,
  두드러기: 0.01,
  벤토린: 0.004,
  심비코트: 0.0009,
  오말리주맙: 0.0005,
};

/** What is asked, by how common it is. Each class is one of those that some plan is slow on. */
export const classes = {
  common: '천식',
  'common, three syllables': '흡입기',
  mid: '미세먼지',
  'mid, long': '기관지확장제',
  'one in a hundred': '두드러기',
  rare: '심비코트',
  rarest: '오말리주맙',
  'common and common': '천식 흡입기',
  'common and rare': '천식 벤토린',
  'one syllable': '약',
  'initial sounds': 'ㅎㅇㄱ',
  nowhere: '뷁쒧',
};

const syllables = Array.from(
  '가나다라마바사아자차하고노도로모보소오조구누두루무부수우주기니디리미비시이지연정상하진민영은선',
);
const FILLERS = 4_000;
const WORDS_A_BODY = 180;
const KINDS = ['article', 'post'];
const FIRST_MS = Date.UTC(2024, 0, 1);
const MINUTE_MS = 60_000;

/** From 0 to below 1, the same for the same numbers. @param {number[]} numbers */
const chance = (...numbers) => {
  let hash = 0x811c9dc5;
  for (const number of numbers) {
    hash = Math.imul(hash ^ number, 0x01000193) >>> 0;
    hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) >>> 0;
  }
  return ((hash ^ (hash >>> 13)) >>> 0) / 2 ** 32;
};

const fillers = Array.from({ length: FILLERS }, (_, word) =>
  Array.from(
    { length: 2 + Math.floor(chance(word, 1) * 3) },
    (_each, at) => syllables[Math.floor(chance(word, at, 2) * syllables.length)],
  ).join(''),
);

/** A few words are most of a text, as in a language. @param {number[]} numbers */
const filler = (...numbers) => fillers[Math.floor(chance(...numbers) ** 3 * FILLERS)] ?? '';

/** A UUIDv8. @param {number} number */
export const idOf = (number) =>
  createHash('sha256')
    .update(`search bench ${number}`)
    .digest('hex')
    .slice(0, 32)
    .replace(/(.{8})(.{4}).(.{3}).(.{3})/, '$1-$2-8$3-8$4-');

/** @param {number} number @returns {import('@soomcare/search').SearchDocument} */
export function documentOf(number, version = 1) {
  const words = Array.from({ length: WORDS_A_BODY }, (_, at) => filler(number, at, 3));
  for (const [index, [word, share]] of Object.entries(shares).entries()) {
    if (chance(number, index, 4) < share) words[Math.floor(chance(number, index, 5) * WORDS_A_BODY)] = word;
  }

  return {
    kind: KINDS[number % KINDS.length] ?? '',
    id: idOf(number),
    title: `${filler(number, 6)} ${filler(number, 7)} ${number}`,
    body: `${words.join(' ')} ${version}`,
    tags: [filler(number, 8)],
    visibility: 'members',
    memberId: null,
    language: 'ko',
    date: new Date(FIRST_MS + number * MINUTE_MS),
    version,
  };
}

/** @param {number} from @param {number} to @param {number} batch */
export function* batchesOf(from, to, batch) {
  for (let at = from; at < to; at += batch) {
    yield Array.from({ length: Math.min(batch, to - at) }, (_, index) => documentOf(at + index));
  }
}
