const FIRST_SYLLABLE = 0xac00;
const LAST_SYLLABLE = 0xd7a3;
const FINALS = 28;
/** Syllables that share an initial sound: 21 vowels times 28 final sounds (Unicode ch. 3.12). */
const SYLLABLES_AN_INITIAL = 21 * FINALS;

export const initials = 'ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ';
export const vowels = 'ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ';
/** A syllable without a final sound has the first, which is none. */
export const finals = ' ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ';

const numberOf = (character: string): number | null => {
  const code = character.codePointAt(0) ?? 0;
  return code < FIRST_SYLLABLE || code > LAST_SYLLABLE ? null : code - FIRST_SYLLABLE;
};

const initialSoundOf = (character: string): string => {
  const number = numberOf(character);
  return number === null ? character : initials.charAt(Math.floor(number / SYLLABLES_AN_INITIAL));
};

const lettersOfOne = (character: string): string => {
  const number = numberOf(character);
  if (number === null) return character;

  return (
    initials.charAt(Math.floor(number / SYLLABLES_AN_INITIAL)) +
    vowels.charAt(Math.floor((number % SYLLABLES_AN_INITIAL) / FINALS)) +
    finals.charAt(number % FINALS).trim()
  );
};

/** 벤토린 is ㅂㅌㄹ; what is no Hangul syllable stays. */
export const initialSoundsOf = (text: string): string => Array.from(text, initialSoundOf).join('');

/** 벤토린 is ㅂㅔㄴㅌㅗㄹㅣㄴ; what is no Hangul syllable stays. */
export const lettersOf = (text: string): string => Array.from(text, lettersOfOne).join('');

/** The syllable of an initial sound, a vowel and a final sound, given by their letters. */
export const syllableOf = (initial: string, vowel: string, final = ' '): string =>
  String.fromCodePoint(
    FIRST_SYLLABLE +
      initials.indexOf(initial) * SYLLABLES_AN_INITIAL +
      vowels.indexOf(vowel) * FINALS +
      finals.indexOf(final),
  );
