const dose = /^(\d+(?:\.\d+)?)(mcg|ug|μg|마이크로그램|마이크로그람|mg|밀리그램|밀리그람|밀리)$/;
const micrograms = ['mcg', 'μg', '마이크로그램', '마이크로그람'];
const milligrams = ['mg', '밀리그램', '밀리그람'];

/**
 * A strength in the ways in which medicines have it: 200mcg is 200마이크로그램. Names of inhalers have the bare number,
 * which is in micrograms.
 */
export const strengthsOf = (token: string): string[] => {
  const [, number, unit = ''] = dose.exec(token) ?? [];
  if (number === undefined) return [];

  const isMilligrams = unit.startsWith('mg') || unit.startsWith('밀리');
  return isMilligrams
    ? milligrams.map((each) => number + each)
    : [...micrograms.map((each) => number + each), number];
};
