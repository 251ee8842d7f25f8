const BYTE_ORDER_MARK = '\uFEFF';

/** A spreadsheet takes a text that begins so for a formula (OWASP, CSV injection); full-width forms count as well. */
const FORMULA_START = /^[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/;
const NEEDS_QUOTES = /[",\r\n]/;

const textOf = (value: unknown): string => {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return FORMULA_START.test(value) ? `'${value}` : value;
  return JSON.stringify(value);
};

const cellOf = (value: unknown): string => {
  const text = textOf(value);
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** For a spreadsheet: with a byte order mark, so that Excel reads the Korean; what would be a formula is made a text. */
export const csvOf = (
  columns: readonly string[],
  rows: readonly Readonly<Record<string, unknown>>[],
): string => {
  const lines = [columns, ...rows.map((row) => columns.map((column) => row[column]))];

  return `${BYTE_ORDER_MARK}${lines.map((line) => `${line.map(cellOf).join(',')}\r\n`).join('')}`;
};
