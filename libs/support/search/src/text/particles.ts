/** What Korean hangs onto a noun: 천식은, 천식에서, and what makes a verb or a sentence of it: 운동하면, 천식이라서. */
const particles = [
  '은 는 이 가 을 를 에 의 로 와 과 도 만 란 요 할 서',
  '에서 에게 으로 부터 까지 처럼 보다 이나 이란 에는 에서는 으로는 이라는',
  '하면 하는 하고 하기 해도 해서 해요 할때 해야 하는데 하면서 하나요 할까요 했어요 했는데 합니다',
  '었어요 았어요 였어요 었는데 았는데 었어 았어 해져요 네요 습니다 려면 으면 세요 으세요 나요 까요 거든요 지요',
  '인데 이면 일때 이라서 이라도 이에요 예요 입니다 인가요 어요 아요 는데',
]
  .flatMap((some) => some.split(' '))
  .toSorted((one, other) => other.length - one.length);
const MIN_NOUN = 2;
const hangul = /^[가-힣]+$/;

const afterLatin =
  /(?<=[a-z0-9])(?:은|는|이|가|을|를|의|에|도|만|로|와|과|란|이란|에서|으로)(?=[\s?!.,]|$)/giu;

/** Without the particles that hang on what is no Korean word: PEF가, 119는. */
export const withoutLatinParticles = (text: string): string => text.replaceAll(afterLatin, ' ');

/** A word without its particle. It is part of the word, so whoever looks for it finds the word as well. */
export const withoutParticle = (word: string): string => {
  if (!hangul.test(word)) return word;

  const particle = particles.find((each) => word.endsWith(each) && word.length - each.length >= MIN_NOUN);
  return particle ? word.slice(0, -particle.length) : word;
};
