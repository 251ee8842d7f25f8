const micrograms = ['mcg', 'μg', '마이크로그램', '마이크로그람'];
const milligrams = ['mg', '밀리그램', '밀리그람'];
const units = [...micrograms, ...milligrams, 'ug', '밀리'].toSorted((a, b) => b.length - a.length).join('|');

const dose = new RegExp(`^(\\d+(?:\\.\\d+)?)(${units})$`);
const apart = new RegExp(`(\\d)\\s*(${units})(?:은|는|이|가|을|를|으로|로|짜리|정)?(?![\\p{L}\\p{N}])`, 'gu');

/** Has a strength as one word, however it was spaced: 200 mcg, 10밀리그램을. Takes a normalised text. */
export const withJoinedStrengths = (text: string): string => text.replaceAll(apart, '$1$2 ');

/**
 * A strength in the ways in which medicines have it: 200mcg is 200마이크로그램. Names of inhalers have the bare number,
 * which is in micrograms.
 */
export const strengthsOf = (token: string): string[] => {
  const [, number, unit = ''] = dose.exec(token) ?? [];
  if (number === undefined) return [];
  if (unit.startsWith('mg') || unit.startsWith('밀리')) return milligrams.map((each) => number + each);

  const named = micrograms.map((each) => number + each);
  return number.length === 1 ? named : [...named, number];
};
