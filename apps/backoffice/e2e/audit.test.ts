import { expect, test } from 'vitest';

import { type StaffCaller, useBackoffice } from './harness.ts';

const api = useBackoffice();

interface Verdict {
  intact: boolean;
  entries: number;
  firstBadPosition: number | null;
}

const verdictFor = async (auditor: StaffCaller) =>
  (await auditor.caller.get('/v1/audit-entries/verification').expect(200)).body as Verdict;

test('the auditor finds who handled whose data, by person and by member', async () => {
  const [nurse, auditor] = [await api.staffOf('care', '간호사 김수민'), await api.staffOf('auditor')];
  const member = await api.aMember();
  await api.openRecords(nurse, member.id);
  await nurse.caller.get(`/v1/members/${member.id}/intakes`).expect(200);

  const found = await auditor.caller.get(`/v1/audit-entries?subjectId=${member.id}`).expect(200);
  expect((found.body as { items: object[] }).items).toMatchObject([
    {
      staffId: nurse.id,
      staffName: '간호사 김수민',
      role: 'care',
      address: '127.0.0.1',
      subjectId: member.id,
      task: 'staffListIntakes',
      reason: '회원 문의: 기록이 보이지 않음',
      occurredAt: api.clock.now().toISOString(),
    },
    { task: 'staffOpenRecordAccess' },
  ]);
  const page = await auditor.caller.get(`/v1/audit-entries?staffId=${nurse.id}&limit=1`).expect(200);
  const { nextCursor } = page.body as { nextCursor: string };
  const next = await auditor.caller
    .get(`/v1/audit-entries?staffId=${nurse.id}&limit=1&cursor=${nextCursor}`)
    .expect(200);
  expect(next.body).toMatchObject({ items: [{ task: 'staffOpenRecordAccess' }], nextCursor: null });
  await auditor.caller.get('/v1/audit-entries?cursor=nonsense').expect(400);
});

test('who reads the log stands in it', async () => {
  const auditor = await api.staffOf('auditor');
  await auditor.caller.get('/v1/audit-entries').expect(200);
  const own = await auditor.caller.get(`/v1/audit-entries?staffId=${auditor.id}`).expect(200);
  expect((own.body as { items: object[] }).items).toMatchObject([
    { task: 'staffListAuditEntries', subjectId: null },
  ]);
});

test('looks that come together stand one after the other in the chain, none lost', async () => {
  const [nurse, auditor] = [await api.staffOf('care'), await api.staffOf('auditor')];
  const member = await api.aMember();
  const before = await verdictFor(auditor);
  await Promise.all(
    Array.from({ length: 12 }, () => nurse.caller.get(`/v1/members/${member.id}`).expect(200)),
  );
  expect(await verdictFor(auditor)).toEqual({
    intact: true,
    entries: before.entries + 12,
    firstBadPosition: null,
  });
});

const tampering: readonly (readonly [what: string, sql: string, firstBad: number])[] = [
  ['changed in who', 'UPDATE audit_entries SET staff_id = RANDOM_BYTES(16) WHERE position = 2', 2],
  ['changed in when', "UPDATE audit_entries SET occurred_at = '2026-01-01 00:00:00' WHERE position = 3", 3],
  ['changed in whose data', 'UPDATE audit_entries SET subject_id = RANDOM_BYTES(16) WHERE position = 1', 1],
  ['changed in why', 'UPDATE audit_entries SET sealed_reason = RANDOM_BYTES(60) WHERE position = 2', 2],
  ['taken out', 'DELETE FROM audit_entries WHERE position = 2', 2],
  ['cut off', 'DELETE FROM audit_entries WHERE position >= 3', 3],
  [
    'changed and hashed anew without the key',
    "UPDATE audit_entries SET task = 'staffGetMember', hash = UNHEX(SHA2('x', 256)) WHERE position = 2",
    2,
  ],
];

test.each(tampering)(
  'an entry that was %s is found, and named as the first',
  async (_what, sql, firstBad) => {
    const auditor = await api.staffOf('auditor');
    const copy = ['audit_entries', 'audit_chains'];
    for (const table of copy)
      await api.database().run(`CREATE TABLE kept_${table} AS SELECT * FROM ${table}`);
    try {
      await api.database().run(sql);
      expect(await verdictFor(auditor)).toEqual({
        intact: false,
        entries: firstBad - 1,
        firstBadPosition: firstBad,
      });
    } finally {
      for (const table of copy) {
        await api.database().run(`DELETE FROM ${table}`);
        await api.database().run(`INSERT INTO ${table} SELECT * FROM kept_${table}`);
        await api.database().run(`DROP TABLE kept_${table}`);
      }
    }
    expect((await verdictFor(auditor)).intact).toBe(true);
  },
);
