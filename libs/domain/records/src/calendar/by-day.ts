/** The rows of each local day. */
export const byDay = <Row extends { readonly day: string }>(rows: readonly Row[]) => {
  const groups = Map.groupBy(rows, ({ day }) => day);
  return (day: string): readonly Row[] => groups.get(day) ?? [];
};
