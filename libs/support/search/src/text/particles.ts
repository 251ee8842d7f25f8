/** What Korean hangs onto a noun: 천식은, 천식에서, and what makes a verb or a sentence of it: 운동하면, 천식이라서. */
const particles = [
  '은 는 이 가 을 를 에 의 로 와 과 도 만 란 요 할',
  '에서 에게 으로 부터 까지 처럼 보다 이나 이란 에는 에서는 으로는 이라는',
  '하면 하는 하고 하기 해도 해서 해요 할때 해야 하는데 하면서 하나요 할까요 했어요 했는데 합니다',
  '하려면 하세요 하네요 하지요 했어 할때는 어서 아서 혀서 라서 면서',
  '었어요 았어요 였어요 었는데 았는데 었어 았어 였어 네요 습니다 려면 으면 세요 으세요 나요 까요 거든요 지요',
  '인데 이면 일때 이라서 이라도 이에요 예요 입니다 인가요 어요 아요 는데',
]
  .flatMap((some) => some.split(' '))
  .toSorted((one, other) => other.length - one.length);
const MIN_NOUN = 2;
const hangul = /^[가-힣]+$/;

const hanging = '은|는|이|가|을|를|의|에|에는|에서|로|으로|와|란|이란|랑|이랑|부터|까지';
const notWithin = String.raw`(?![\p{L}\p{N}])`;
/** 만, 도 and 과 make another word of a number. */
const afterForeign = new RegExp(
  `(?<=[a-z0-9])(?:${hanging})${notWithin}|(?<=[a-z])(?:도|만|과)${notWithin}`,
  'gu',
);

/** Without the particles that hang on Latin letters and numbers: PEF가, 119는. Takes a normalised text. */
export const withoutForeignParticles = (text: string): string => text.replaceAll(afterForeign, ' ');

/** A word without its particle. It is part of the word, so whoever looks for it finds the word as well. */
export const withoutParticle = (word: string): string => {
  if (!hangul.test(word)) return word;

  const particle = particles.find((each) => word.endsWith(each) && word.length - each.length >= MIN_NOUN);
  return particle ? word.slice(0, -particle.length) : word;
};
