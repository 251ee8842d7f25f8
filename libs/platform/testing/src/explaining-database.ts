import type { Database } from '@soomcare/database';

/** A database that keeps the plan of each SELECT it is asked. */
export const explaining = (database: Database) => {
  const plans: string[] = [];
  const watched: Database = {
    ...database,
    async rows(sql, params, within) {
      const [plan] = await database.rows<object>(`EXPLAIN FORMAT=TREE ${sql}`, params);
      plans.push(Object.values(plan ?? {}).join(' '));
      return database.rows(sql, params, within);
    },
  };
  return { database: watched, plans };
};
