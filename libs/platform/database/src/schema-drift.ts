import { type Database } from './database.ts';

/**
 * The statements by which TypeORM would bring the migrated schema to the entities; empty when both agree.
 * For the drift test; nothing is executed.
 */
export const pendingSchemaChanges = async (database: Pick<Database, 'manager'>): Promise<string[]> => {
  const changes = await database.manager.dataSource.driver.createSchemaBuilder().log();

  return changes.upQueries.map(({ query }) => query);
};
