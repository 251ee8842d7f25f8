import { pendingSchemaChanges } from '@soomcare/database';
import { useTestDatabase } from '@soomcare/testing';
import { expect, test } from 'vitest';

import { staffTables } from './staff.tables.ts';

const database = useTestDatabase({ entities: staffTables });

test('the migrated tables of the staff are what the entities say', async () => {
  const names = staffTables.map(({ options }) => `\`${options.tableName ?? ''}\``);
  const changes = await pendingSchemaChanges(database());
  expect(changes.filter((sql) => names.some((name) => sql.includes(name)))).toEqual([]);
});
