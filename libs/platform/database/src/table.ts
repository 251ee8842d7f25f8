import { EntitySchema, type EntitySchemaOptions } from 'typeorm';
import { type Column } from './columns.ts';

/** The plain class of a row and how it is stored. */
export interface TableDefinition<T> extends Omit<
  EntitySchemaOptions<T>,
  'columns' | 'name' | 'target' | 'tableName'
> {
  target: new () => T;
  /** snake_case, plural. */
  tableName: string;
  /** Every property of the class; the column's name is the property's in snake_case. */
  columns: { [Key in keyof T]-?: Column<T[Key]> };
}

export type Table<T> = EntitySchema<T>;

const snakeCase = (name: string): string => name.replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase();

/**
 * Declares how a class is stored: `table<PeakFlow>()({ target: PeakFlow, tableName: 'peak_flows', columns: { … } })`.
 * A property without a column, or with a column of another type, does not compile.
 * (Two calls, since TypeScript cannot infer the rest when one type argument is given.)
 */
export const table =
  <T extends object>() =>
  ({ columns, ...definition }: TableDefinition<T>): Table<T> => {
    const named: EntitySchemaOptions<T>['columns'] = {};
    for (const key in columns) named[key] = { name: snakeCase(key), ...columns[key] };

    return new EntitySchema<T>({ ...definition, name: definition.target.name, columns: named });
  };
