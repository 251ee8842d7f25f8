/** Distributes over the rows: all columns of any. */
type ColumnOf<Row> = Row extends unknown ? keyof Row : never;

/**
 * The SELECT lists of a UNION ALL, where every table has to give the same columns: each fills its own and leaves the
 * others NULL. A forgotten column does not compile.
 * @param columns all of them
 */
export const unionBranches =
  <Row extends { readonly source: string }>(columns: Readonly<Record<ColumnOf<Row>, 'NULL'>>) =>
  /** @param own a table's own columns, each with the SQL that gives it */
  <Own extends Row>(
    source: Own['source'],
    own: Readonly<Record<Exclude<keyof Own, 'source'>, string>>,
  ): string => {
    const row = { ...columns, ...own, source: `'${source}'` };
    return `SELECT ${Object.entries(row)
      .map(([name, sql]) => `${sql} AS ${name}`)
      .join(', ')}`;
  };
