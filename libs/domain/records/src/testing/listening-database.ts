import type { Database } from '@soomcare/database';

export interface Heard {
  readonly sql: string;
  readonly params: readonly unknown[];
}

/** The same database, remembering what it was asked. */
export const listening = (to: Database) => {
  const statements: Heard[] = [];
  const heard: Database = {
    ...to,
    rows(sql, params = [], within) {
      statements.push({ sql, params });
      return to.rows(sql, params, within);
    },
    run(sql, params = [], within) {
      statements.push({ sql, params });
      return to.run(sql, params, within);
    },
  };
  return { heard, statements };
};
