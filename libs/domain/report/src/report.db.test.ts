import { newUuid, pendingSchemaChanges } from '@soomcare/database';
import { explaining, useTestDatabase } from '@soomcare/testing';
import { expect, test } from 'vitest';

import { reportTables } from './report.tables.ts';
import { createReportRepository } from './report.repository.ts';

const database = useTestDatabase({ entities: reportTables });

test('the table is as the migration made it', async () => {
  expect(await pendingSchemaChanges(database())).toEqual([]);
});

test('a later page is read backwards from the index, without sorting', async () => {
  const { database: explained, plans } = explaining(database());
  const reports = createReportRepository(explained);
  const memberId = newUuid();
  const at = '2026-03-10T03:00:00.000Z';
  for (let index = 0; index < 60; index += 1) {
    await reports.insert({
      ...{ memberId, id: newUuid(), version: 1, createdAt: at, updatedAt: at, deletedAt: null },
      ...{ createFingerprint: Buffer.alloc(32), firstDay: '2026-03-01', lastDay: '2026-03-10' },
      ...{ language: 'ko', documentSha256: 'ab', sealedDocument: Buffer.alloc(2_000) },
    });
  }

  const [first] = (await reports.list(memberId, null, 10)).slice(-1);
  plans.length = 0;
  const page = await reports.list(memberId, { createdAt: at, id: first?.id ?? '' }, 10);

  expect(page).toHaveLength(10);
  expect(plans[0]).toContain('ix_reports_member_id_created_at_id');
  expect(plans[0]).not.toContain('Sort');
});
