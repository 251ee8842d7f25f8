import { listPendingMigrations, pendingSchemaChanges } from '@soomcare/database';
import { outboxMessageTable } from '@soomcare/outbox';
import { useTestDatabase } from '@soomcare/testing';
import { expect, test } from 'vitest';

import { identityTables } from './identity.tables.ts';

const database = useTestDatabase({ entities: [...identityTables, outboxMessageTable] });
const names = identityTables.map(({ options }) => options.tableName ?? '');

test('the migrated tables are what the entities say', async () => {
  const changes = await pendingSchemaChanges(database());

  expect(changes.filter((sql) => names.some((name) => sql.includes(`\`${name}\``)))).toEqual([]);
  expect(await listPendingMigrations(database.url())).toEqual([]);
});

test('a social subject is told apart by case, as providers do', async () => {
  const [column] = await database().rows<{ collation: string }>(
    `SELECT collation_name AS collation FROM information_schema.columns
     WHERE table_schema = DATABASE() AND table_name = 'credentials' AND column_name = 'subject'`,
  );

  expect(column?.collation).toBe('utf8mb4_bin');
});

test('every table with rows of a member has a member_id, for the erasure', async () => {
  const rows = await database().rows<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.columns
     WHERE table_schema = DATABASE() AND column_name = 'member_id'`,
  );
  const found = rows.map(({ name }) => name);

  // A pending sign-up is nobody's yet: it is found by its address, or by the secret of its attempt. Staff are no
  // members. The law keeps the audit log beyond a withdrawal, so its `subject_id` is no `member_id`.
  const nobodys = names.filter((name) => !found.includes(name)).sort();
  expect(nobodys).toEqual([
    'audit_chains',
    'audit_entries',
    'members',
    'sign_ups',
    'social_attempts',
    'staff_accounts',
    'staff_invitations',
    'staff_role_changes',
    'staff_sessions',
    'withdrawal_receipts',
  ]);
});
