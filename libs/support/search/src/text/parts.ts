const MIN_WORD = 2;
const MAX_WORD = 10;
/** Longer ones are no words that were written as one. */
const MAX_TOKEN = 20;
const hangul = /^[가-힣]+$/;

/** What may be a word that begins there and is not all of it, the shortest first. */
const piecesAt = (token: string, at: number): string[] =>
  Array.from({ length: MAX_WORD - MIN_WORD + 1 }, (_piece, more) => MIN_WORD + more)
    .filter((length) => at + length <= token.length && length < token.length)
    .map((length) => token.slice(at, at + length));

/** All that may be words within a token: 흡입기사용법 may hold 흡입기. */
export const piecesOf = (token: string): string[] =>
  hangul.test(token) && token.length <= MAX_TOKEN
    ? Array.from(token).flatMap((_syllable, at) => piecesAt(token, at))
    : [];

/** The known words within a token, the longest where several begin at one place. */
export const partsOf = (token: string, known: ReadonlySet<string>): string[] => {
  const parts: string[] = [];
  for (let at = 0; at < token.length;) {
    const longest = piecesAt(token, at).findLast((piece) => known.has(piece));
    if (longest) parts.push(longest);
    at += longest?.length ?? 1;
  }
  return parts;
};
