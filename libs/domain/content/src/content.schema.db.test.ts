import { pendingSchemaChanges } from '@soomcare/database';
import { useTestDatabase } from '@soomcare/testing';
import { expect, test } from 'vitest';

import { contentTables } from './content.tables.ts';

const database = useTestDatabase({ entities: contentTables });

test('the migrated tables are what the entities say', async () => {
  const names = contentTables.map(({ options }) => `\`${options.tableName ?? ''}\``);
  const changes = await pendingSchemaChanges(database());

  expect(changes.filter((sql) => names.some((name) => sql.includes(name)))).toEqual([]);
});
