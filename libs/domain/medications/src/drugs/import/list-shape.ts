import type { DrugField } from './drug-facts.ts';

/** What the first of these columns that the file has says; null where the cell is empty or there is no such column. */
export type CellOf = (...columns: readonly string[]) => string | null;

/** A product as its line has it, before any check. */
export type FactTexts = Partial<Record<DrugField, string | null>>;

/** A file format. */
export interface ListShape {
  readonly name: string;
  /** Its header has one column of each group. */
  readonly columns: readonly (readonly string[])[];
  /** What known products are held against; the rest of a line only helps to add a new one. */
  readonly compares: readonly DrugField[];
  /** Whether it adds products that are not known without being told to. */
  readonly addsProducts: boolean;
  /** A line may tell of several products. */
  read(cell: CellOf): FactTexts[];
}
