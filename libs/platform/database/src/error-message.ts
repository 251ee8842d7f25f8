// Errors whose quoted parts are names of columns, tables and keys, and never values:
// 1048 null, 1054 unknown column, 1091 can't drop, 1146 no table, 1364 no default, 1305 no such routine.
const namesOnly = new Set([1048, 1054, 1091, 1146, 1305, 1364]);

/** MySQL's message without what stands in quotes, unless the quotes can only hold names. */
export const scrubMessage = (errno: number, message: string): string => {
  if (namesOnly.has(errno)) return message;

  const key = / for key '[^']*'$/.exec(message)?.[0] ?? '';
  const rest = message.slice(0, message.length - key.length);
  const firstQuote = rest.search(/['"]/);
  if (firstQuote === -1) return message;

  // A value may itself hold quotes, so everything from the first to the last one goes.
  const lastQuote = Math.max(rest.lastIndexOf("'"), rest.lastIndexOf('"'));

  return `${rest.slice(0, firstQuote)}'…'${rest.slice(lastQuote + 1)}${key}`;
};
