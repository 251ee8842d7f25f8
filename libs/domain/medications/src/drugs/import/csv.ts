export interface CsvLine {
  /** Where it begins in the file, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

export interface CsvFile {
  readonly lines: readonly CsvLine[];
  /** Numbers of the lines whose quotes do not fit. */
  readonly broken: readonly number[];
}

interface Cell {
  readonly text: string;
  readonly end: number;
}

interface Line {
  readonly cells: string[];
  readonly end: number;
}

/** @returns null where the quote that opens at `start` is never closed. */
const quotedCell = (text: string, start: number): Cell | null => {
  let closing = text.indexOf('"', start + 1);
  while (closing >= 0 && text[closing + 1] === '"') closing = text.indexOf('"', closing + 2);
  if (closing < 0) return null;

  return { text: text.slice(start + 1, closing).replaceAll('""', '"'), end: closing + 1 };
};

const endOfPlainCell = /[,"\r\n]|$/g;

const plainCell = (text: string, start: number): Cell => {
  endOfPlainCell.lastIndex = start;
  const end = endOfPlainCell.exec(text)?.index ?? text.length;

  return { text: text.slice(start, end), end };
};

const separator = /,|\r\n|\r|\n|$/y;

/** @returns null where a quote is not closed, or stands where none may. */
const readLine = (text: string, start: number): Line | null => {
  const cells: string[] = [];
  for (let at = start; ; at = separator.lastIndex) {
    const cell = text[at] === '"' ? quotedCell(text, at) : plainCell(text, at);
    if (!cell) return null;

    cells.push(cell.text);
    separator.lastIndex = cell.end;
    const mark = separator.exec(text)?.[0];
    if (mark === undefined) return null;
    if (mark !== ',') return { cells, end: separator.lastIndex };
  }
};

const endOfLine = (text: string, start: number): number => {
  const at = text.indexOf('\n', start);
  return at < 0 ? text.length : at + 1;
};

/**
 * Reads comma-separated text (RFC 4180). A quoted cell may span lines; where quotes do not fit, only the line on
 * which they begin is lost. Empty lines are passed over.
 */
export const parseCsv = (text: string): CsvFile => {
  const lines: CsvLine[] = [];
  const broken: number[] = [];
  let line = 1;

  for (let at = 0; at < text.length;) {
    const read = readLine(text, at);
    const end = read?.end ?? endOfLine(text, at);
    if (!read) broken.push(line);
    if (read?.cells.some((cell) => cell.trim() !== '')) lines.push({ line, cells: read.cells });
    line += text.slice(at, end).match(/\r\n|\r|\n/g)?.length ?? 0;
    at = end;
  }
  return { lines, broken };
};
