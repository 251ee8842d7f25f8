import { type Database, sqlInstant } from '@soomcare/database';

interface Rewriting {
  readonly find: string;
  readonly put: () => string;
}

/** Each is one mistake that an engine like ours could well have; production code has no switch for any. */
export const plantedBugs = {
  /** Finishes whatever it once claimed, also when the lease has passed to another worker. */
  'no-fence': { find: 'r.fence = j.fence', put: () => 'TRUE' },
  /** Done as soon as it is claimed, before the push has left. */
  'mark-before-send': {
    find: 'r.attempts = r.attempts + 1',
    put: () => `r.attempts = r.attempts + 1, r.state = 'done'`,
  },
  /** Compares with the worker's own clock. */
  'app-clock': {
    find: 'r.available_at <= NOW(3)',
    put: () => `r.available_at <= '${sqlInstant(new Date())}'`,
  },
} as const satisfies Record<string, Rewriting>;

export type PlantedBug = keyof typeof plantedBugs;

/** The database as a worker with the bug would speak to it. `onPlanted` is told of each statement rewritten. */
export const withPlantedBug = (database: Database, bug: PlantedBug, onPlanted: () => void): Database => {
  const { find, put }: Rewriting = plantedBugs[bug];
  const rewritten = (sql: string) => {
    if (!sql.includes(find)) return sql;

    onPlanted();

    return sql.replaceAll(find, put());
  };

  return {
    ...database,
    rows: (sql, params, within) => database.rows(rewritten(sql), params, within),
    run: (sql, params, within) => database.run(rewritten(sql), params, within),
  };
};
