import { randomBytes } from 'node:crypto';

import { createBlindIndex, createFieldCipher, newUuid } from '@soomcare/database';
import { useTestDatabase } from '@soomcare/testing';
import { expect, test } from 'vitest';

import { createStaffSetUp } from './accounts/staff-set-up.ts';
import { demoLogIns, seedStaff } from './demo-staff.ts';
import { staffRoles } from './roles.ts';
import { staffTables } from './staff.tables.ts';

const database = useTestDatabase({ entities: staffTables });
const indexKey = randomBytes(32);
const password = 'breathe easy, staff of 2026';

const setUp = () =>
  createStaffSetUp({
    storage: {
      database: database(),
      cipher: createFieldCipher({ keys: [{ id: 1, key: randomBytes(32) }] }),
      blindIndex: createBlindIndex(indexKey),
    },
    secrets: { passwordPepper: randomBytes(32) },
    clock: { now: () => new Date('2026-11-21T03:00:00Z'), newId: newUuid },
    passwordCost: { memoryKiB: 8, passes: 1, parallelism: 1 },
  });

test('there is one demo account of each role, and a second seed makes none', async () => {
  expect(await seedStaff(setUp(), { indexKey, password })).toBe(staffRoles.length);
  expect(await seedStaff(setUp(), { indexKey, password })).toBe(0);

  const rows = await database().rows<{ role: string }>('SELECT s.role FROM staff_accounts s');
  expect(rows.map(({ role }) => role).sort()).toEqual([...staffRoles].sort());
  const grants = await database().rows('SELECT 1 FROM staff_role_changes');
  expect(grants).toHaveLength(staffRoles.length);
});

test('the demo secrets are one installation’s own and stay the same', () => {
  const at = new Date();
  const secretsOf = (key: Buffer) => demoLogIns(key, at).map(({ totpSecret }) => totpSecret);
  expect(secretsOf(indexKey)).toEqual(secretsOf(indexKey));
  expect(new Set([...secretsOf(indexKey), ...secretsOf(randomBytes(32))]).size).toBe(2 * staffRoles.length);
  expect(secretsOf(indexKey)[0]).toMatch(/^[A-Z2-7]{32}$/);
});
