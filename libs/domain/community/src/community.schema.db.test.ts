import { pendingSchemaChanges } from '@soomcare/database';
import { useTestDatabase } from '@soomcare/testing';
import { expect, test } from 'vitest';

import { communityTables } from './community.tables.ts';

const database = useTestDatabase({ entities: communityTables });

test('the migrated tables are what the entities say', async () => {
  const names = communityTables.map(({ options }) => `\`${options.tableName ?? ''}\``);
  const changes = await pendingSchemaChanges(database());

  expect(changes.filter((sql) => names.some((name) => sql.includes(name)))).toEqual([]);
});
