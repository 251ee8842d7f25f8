import { parseCsv } from './csv.ts';
import { curatedList } from './curated-list.ts';
import { cellText, type DrugFacts, readFacts } from './drug-facts.ts';
import type { CellOf, ListShape } from './list-shape.ts';
import { permitList } from './permit-list.ts';
import { priceList } from './price-list.ts';

export interface ListEntry {
  readonly line: number;
  readonly facts: DrugFacts;
}

export interface Rejection {
  readonly line: number;
  readonly reason: string;
}

export interface DrugList {
  readonly shape: ListShape;
  readonly entries: readonly ListEntry[];
  readonly rejected: readonly Rejection[];
}

const shapes = [curatedList, permitList, priceList];

/** Under its code a product stands once in a list; without one, under its permit, its name and its strength. */
const keyOf = ({ ediCode, itemSeq, nameKo, strength }: DrugFacts): string =>
  ediCode ?? [itemSeq, nameKo, strength].join('|');

const shapeOf = (header: readonly string[]): ListShape => {
  const shape = shapes.find(({ columns }) =>
    columns.every((names) => names.some((name) => header.includes(name))),
  );
  if (shape) return shape;

  throw new Error(
    `the header of this file is of no list that is known: ${shapes.map(({ name }) => name).join(', ')}`,
  );
};

const cellsOf =
  (header: readonly string[], cells: readonly string[]): CellOf =>
  (...columns) =>
    cellText(cells[header.findIndex((column) => columns.includes(column))]);

/** The products of a file, each once; a line is refused that contradicts an earlier one of the same product. */
const collect = (shape: ListShape) => {
  const products = new Map<string, ListEntry>();
  const rejected: Rejection[] = [];
  const refuse = (line: number, reason: string) => {
    rejected.push({ line, reason });
  };

  return {
    products,
    rejected,
    refuse,

    take(line: number, facts: DrugFacts): void {
      const key = keyOf(facts);
      const earlier = products.get(key);
      if (!earlier) {
        products.set(key, { line, facts });
        return;
      }

      const different = shape.compares.find((field) => earlier.facts[field] !== facts[field]);
      if (different) refuse(line, `${different}: line ${earlier.line} says otherwise of the same product`);
    },
  };
};

/**
 * Reads a list of drugs in whichever of the known shapes its header has. A line that is no product is reported and
 * left out.
 * @param readOn the day (YYYY-MM-DD) that counts as looked up on, where lines do not say so themselves
 * @throws where the header is of no known list
 */
export const readDrugList = (text: string, readOn: string): DrugList => {
  const { lines, broken } = parseCsv(text);
  const [first, ...rest] = lines;
  const header = (first?.cells ?? []).map((column) => column.trim());
  const shape = shapeOf(header);
  const { products, rejected, refuse, take } = collect(shape);

  for (const line of broken) refuse(line, 'its quotes do not fit');
  for (const { line, cells } of rest) {
    if (cells.length !== header.length) {
      refuse(line, `${cells.length} cells instead of ${header.length}`);
      continue;
    }
    for (const texts of shape.read(cellsOf(header, cells))) {
      const read = readFacts({ ...texts, checkedOn: texts.checkedOn ?? readOn });
      if ('reason' in read) refuse(line, read.reason);
      else take(line, read.facts);
    }
  }
  return { shape, entries: [...products.values()], rejected: rejected.toSorted((a, b) => a.line - b.line) };
};
