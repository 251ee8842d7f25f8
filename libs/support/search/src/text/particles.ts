/** What Korean hangs onto a noun: 천식은, 천식에서, 천식까지. Longer ones first. */
const particles = [
  ...[
    '에서는',
    '으로는',
    '이라는',
    '에서',
    '에게',
    '으로',
    '부터',
    '까지',
    '처럼',
    '보다',
    '이나',
    '이란',
    '에는',
  ],
  ...['은', '는', '이', '가', '을', '를', '에', '의', '로', '와', '과', '도', '만', '란'],
];
const MIN_NOUN = 2;
const hangul = /^[가-힣]+$/;

/** A word without its particle. It is part of the word, so whoever looks for it finds the word as well. */
export const withoutParticle = (word: string): string => {
  if (!hangul.test(word)) return word;

  const particle = particles.find((each) => word.endsWith(each) && word.length - each.length >= MIN_NOUN);
  return particle ? word.slice(0, -particle.length) : word;
};
