import type { Database } from '@soomcare/database';

interface Step {
  readonly table: string;
  readonly key: string | null;
  /** `Using filesort` and the like. */
  readonly extra: string;
}

/** How MySQL goes about each SELECT that `ask` makes, statement by statement and table by table. */
export const explained = async (
  database: Database,
  ask: (heard: Database) => Promise<unknown>,
): Promise<Step[][]> => {
  const selects: (readonly [sql: string, params: readonly unknown[]])[] = [];
  await ask({
    ...database,
    rows(sql, params = [], within) {
      selects.push([sql, params]);
      return database.rows(sql, params, within);
    },
  });

  return Promise.all(
    selects.map(async ([sql, params]) => {
      const steps = await database.rows<{ table: string; key: string | null; Extra: string | null }>(
        `EXPLAIN FORMAT=TRADITIONAL ${sql}`,
        params,
      );
      return steps.map(({ table, key, Extra }) => ({ table, key, extra: Extra ?? '' }));
    }),
  );
};
