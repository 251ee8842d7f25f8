/**
 * A short list in one text column, e.g. `420,410,400`: it is always read and written whole and never searched,
 * so a table of its own would only add a second statement to every create.
 */
export const joinList = (values: readonly (string | number)[]): string => values.join(',');

export const splitList = (text: string): string[] => (text === '' ? [] : text.split(','));

export const isDistinct = (values: readonly unknown[]): boolean => new Set(values).size === values.length;
