import { newUuid, uuidToBinary } from '@soomcare/database';
import { expect, test } from 'vitest';

import { useTestIdentity } from '../testing/test-identity.ts';

const world = useTestIdentity();

type Row = Record<string, unknown>;

/** Every row of a member but their key, which is never in the same backup. */
const backupOf = async (memberId: string) => {
  const database = world.database();
  const columns = await database.rows<{ tableName: string; name: string }>(
    `SELECT c.table_name AS tableName, c.column_name AS name FROM information_schema.columns c
     WHERE c.table_schema = DATABASE() AND c.table_name <> 'member_keys'
       AND (c.column_name = 'member_id' OR (c.table_name = 'members' AND c.column_name = 'id'))`,
  );
  const copies: { tableName: string; row: Row }[] = [];
  for (const { tableName, name } of columns) {
    const sql = `SELECT * FROM ${tableName} t WHERE t.${name} = ?`;
    const rows = await database.rows<Row>(sql, [uuidToBinary(memberId)]);
    copies.push(...rows.map((row) => ({ tableName, row })));
  }

  return {
    tables: new Set(copies.map(({ tableName }) => tableName)),
    async restore() {
      for (const { tableName, row } of copies) {
        const names = Object.keys(row);
        const sql = `INSERT INTO ${tableName} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`;
        await database.run(sql, Object.values(row));
      }
    },
  };
};

const aPerson = async () => {
  const member = await world.aMember({ email: `${newUuid()}@example.com`, profile: { name: '김민지' } });
  const device = { name: 'iPhone', platform: 'ios', pushToken: newUuid() };
  await world.api.as(member.actor).put(`/v1/me/devices/${newUuid()}`).send(device).expect(200);
  return member;
};

const withdraw = async ({ actor }: Awaited<ReturnType<typeof aPerson>>) => {
  await world.api.as(actor).delete('/v1/me').expect(204);
};

/** So many that they are read in two batches. */
const manyOthers = () =>
  world.database().run(`
    INSERT INTO members (id, status, nickname, birth_date, time_zone, language, version, created_at, updated_at)
    WITH RECURSIVE n AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM n WHERE i < 600)
    SELECT UUID_TO_BIN(UUID()), 'active', '다른', '1990-01-01', 'Asia/Seoul', 'ko', 1, NOW(3), NOW(3) FROM n`);

test('who had withdrawn and came back with a restored backup is erased again, and nobody else', async () => {
  const [gone, stays] = [await aPerson(), await aPerson()];
  await manyOthers();
  const backup = await backupOf(gone.id);
  expect(backup.tables).toEqual(new Set(['members', 'devices', 'consents', 'credentials', 'sessions']));
  await withdraw(gone);
  await backup.restore();
  expect(await world.countRows('members')).toBe(602);

  expect(await world.identity.eraseRestored()).toBe(1);

  expect((await backupOf(gone.id)).tables.size).toBe(0);
  expect(await world.countRows('members')).toBe(601);
  expect(await world.countRows('withdrawal_receipts')).toBe(1);
  await world.api.as(stays.actor).get('/v1/me').expect(200);
  expect(await world.identity.eraseRestored()).toBe(0);
});

test('until then nothing that was sealed opens, though every row is back', async () => {
  const gone = await aPerson();
  const backup = await backupOf(gone.id);
  await withdraw(gone);
  await backup.restore();

  await expect(world.identity.profileOf(gone.id)).rejects.toThrow('the member has no key');
  expect((await world.identity.pushTargets.pushTargetsOf([gone.id])).size).toBe(0);
});

test('somebody new, by an id that one who withdrew had, is not taken for them', async () => {
  const gone = await aPerson();
  await withdraw(gone);
  world.clock.advance({ minutes: 1 });
  await world.aMember({ id: gone.id });

  expect(await world.identity.eraseRestored()).toBe(0);
  expect((await world.identity.profileOf(gone.id)).nickname).toBe('민지');
});

test('a receipt tells whose it is to nobody who does not know the id', async () => {
  const gone = await aPerson();
  await withdraw(gone);
  const [receipt] = await world
    .database()
    .rows<{ member_index: Buffer; id: Buffer }>('SELECT r.member_index, r.id FROM withdrawal_receipts r');

  expect(receipt?.member_index).toHaveLength(16);
  expect(receipt?.member_index.equals(uuidToBinary(gone.id))).toBe(false);
});
