import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Database } from './database.ts';
import { createFieldCipher, FieldCipherError } from './field-cipher.ts';
import { createMemberCiphers, newMemberKey } from './member-ciphers.ts';
import { memberKeyTable } from './member-key.entity.ts';
import { migrate } from './migrate.ts';
import { pendingSchemaChanges } from './schema-drift.ts';
import { createScratchDatabase, type ScratchDatabase } from './testing/scratch-database.ts';
import { newUuid, uuidToBinary } from './uuid.ts';

let scratch: ScratchDatabase;
let database: Database;
const firstKey = { id: 1, key: randomBytes(32) };
const time = { ms: 0 };

beforeAll(async () => {
  scratch = await createScratchDatabase();
  await migrate(scratch.url);
  database = await scratch.open([memberKeyTable], { poolSize: 5 });
});
afterAll(async () => {
  await database.close();
  await scratch.drop();
});
beforeEach(() => {
  time.ms = Date.parse('2026-03-10T03:00:00.000Z');
});

/** As one process has them. */
const aProcess = (keys = [firstKey]) =>
  createMemberCiphers({ database, ring: createFieldCipher({ keys }), now: () => new Date(time.ms) });

const aPlace = () => ({ table: 'reports', column: 'sealed_document', rowId: newUuid() });
const sealedFor = async (memberId: string, ciphers = aProcess()) => {
  const at = aPlace();
  return { at, sealed: (await ciphers.sealer(memberId)).seal('peak flow 420', at) };
};
const destroy = (memberId: string, ciphers = aProcess()) =>
  database.transaction((tx) => ciphers.destroy(memberId, tx));
const keysOf = (memberId: string) =>
  database.rows<{ sealedKey: Buffer }>(
    'SELECT k.sealed_key AS sealedKey FROM member_keys k WHERE k.member_id = ?',
    [uuidToBinary(memberId)],
  );

test('the migrated table is what the entity says', async () => {
  const changes = await pendingSchemaChanges(database);

  expect(changes.filter((sql) => sql.includes('`member_keys`'))).toEqual([]);
});

describe('the key of a member', () => {
  test('is made once by two first uses at the same time, and both can be read', async () => {
    const memberId = newUuid();
    const all = await Promise.all(Array.from({ length: 5 }, () => sealedFor(memberId)));

    const opener = await aProcess().opener(memberId);
    expect(all.map(({ sealed, at }) => opener.open(sealed, at))).toEqual(Array(5).fill('peak flow 420'));
    expect(await keysOf(memberId)).toHaveLength(1);
  });

  test('is not left behind by a transaction that is rolled back', async () => {
    const memberId = newUuid();
    const ciphers = aProcess();
    const work = database.transaction(async (tx) => {
      await ciphers.sealer(memberId, tx);
      await ciphers.opener(memberId, tx);
      throw new Error('taken');
    });
    await expect(work).rejects.toThrow('taken');

    const { sealed, at } = await sealedFor(memberId, ciphers);
    expect((await aProcess().opener(memberId)).open(sealed, at)).toBe('peak flow 420');
  });

  test('opens nothing of another member', async () => {
    const [mine, theirs] = [newUuid(), newUuid()];
    const { sealed, at } = await sealedFor(mine);
    await sealedFor(theirs);
    const opener = await aProcess().opener(theirs);

    expect(() => opener.open(sealed, at)).toThrow(FieldCipherError);
  });

  test('does not open in the row of another member, nor when it was changed', async () => {
    const [mine, theirs] = [newUuid(), newUuid()];
    const { sealed, at } = await sealedFor(mine);
    await database.run(
      'INSERT INTO member_keys (member_id, sealed_key) SELECT ?, k.sealed_key FROM member_keys k WHERE k.member_id = ?',
      [uuidToBinary(theirs), uuidToBinary(mine)],
    );
    await expect(aProcess().opener(theirs)).rejects.toThrow(FieldCipherError);

    const [row] = await keysOf(mine);
    const changed = Buffer.from(row?.sealedKey ?? []);
    changed.writeUInt8(changed.readUInt8(40) ^ 1, 40);
    await database.run('UPDATE member_keys SET sealed_key = ? WHERE member_id = ?', [
      changed,
      uuidToBinary(mine),
    ]);
    const reading = aProcess().opener(mine);
    await expect(reading.then((opener) => opener.open(sealed, at))).rejects.toThrow(FieldCipherError);
  });

  test('and the ring do not open what the other has sealed, in the same place', async () => {
    const memberId = newUuid();
    const ring = createFieldCipher({ keys: [firstKey] });
    const { sealed, at } = await sealedFor(memberId);
    const opener = await aProcess().opener(memberId);

    expect(() => ring.open(sealed, at)).toThrow('no key 0');
    expect(() => opener.open(ring.seal('x', at), at)).toThrow('no key 1');
  });

  test('that an older key of the ring has sealed still opens, and new ones are sealed with the newer key', async () => {
    const memberId = newUuid();
    const { sealed, at } = await sealedFor(memberId);
    const newKey = { id: 2, key: randomBytes(32) };
    const rotated = aProcess([newKey, firstKey]);

    expect((await rotated.opener(memberId)).open(sealed, at)).toBe('peak flow 420');
    const newer = newUuid();
    await sealedFor(newer, rotated);
    const [row] = await keysOf(newer);
    expect(row?.sealedKey.readUInt16BE(1)).toBe(2);
    await expect(aProcess([newKey]).opener(memberId)).rejects.toThrow('no key 1');
  });
});

describe('a key that is destroyed', () => {
  test('opens no copy of what it has sealed, and a new key of the same member does not either', async () => {
    const memberId = newUuid();
    const ciphers = aProcess();
    const { sealed, at } = await sealedFor(memberId, ciphers);
    expect((await ciphers.opener(memberId)).open(sealed, at)).toBe('peak flow 420');
    await destroy(memberId, ciphers);

    expect(await keysOf(memberId)).toEqual([]);
    const opener = await ciphers.opener(memberId);
    expect(() => opener.open(sealed, at)).toThrow('the member has no key');
    await sealedFor(memberId, ciphers);
    const renewed = await ciphers.opener(memberId);
    expect(() => renewed.open(sealed, at)).toThrow(FieldCipherError);
  });

  test('is at hand in another process for a minute at most, and seals nothing there', async () => {
    const memberId = newUuid();
    const other = aProcess();
    const { sealed, at } = await sealedFor(memberId, other);
    expect((await other.opener(memberId)).open(sealed, at)).toBe('peak flow 420');
    await destroy(memberId);

    const late = await sealedFor(memberId, other);
    expect((await aProcess().opener(memberId)).open(late.sealed, late.at)).toBe('peak flow 420');
    time.ms += 60_000;
    const opener = await other.opener(memberId);
    expect(() => opener.open(sealed, at)).toThrow(FieldCipherError);
  });

  test('stays when the withdrawal is rolled back', async () => {
    const memberId = newUuid();
    const ciphers = aProcess();
    const { sealed, at } = await sealedFor(memberId, ciphers);
    const work = database.transaction(async (tx) => {
      await ciphers.destroy(memberId, tx);
      throw new Error('another context could not erase');
    });
    await expect(work).rejects.toThrow('could not erase');

    expect((await ciphers.opener(memberId)).open(sealed, at)).toBe('peak flow 420');
  });
});

describe('keys at hand', () => {
  test('a page costs one statement, and the same page again none', async () => {
    const ciphers = aProcess();
    const members = await Promise.all(
      Array.from({ length: 20 }, async () => {
        const id = newUuid();
        return { id, ...(await sealedFor(id)) };
      }),
    );
    const keyless = newUuid();
    const asked = vi.spyOn(database, 'rows');
    try {
      const ids = members.map(({ id }) => id);
      const openerOf = await ciphers.openers([...ids, ...ids]);
      expect(members.map(({ id, sealed, at }) => openerOf(id).open(sealed, at))).toEqual(
        Array(20).fill('peak flow 420'),
      );
      await ciphers.openers(ids);
      await ciphers.opener(ids[0] ?? '');
      expect(asked).toHaveBeenCalledTimes(1);

      const withKeyless = await ciphers.openers([keyless]);
      expect(() => withKeyless(keyless).open(randomBytes(40), aPlace())).toThrow('the member has no key');
    } finally {
      asked.mockRestore();
    }
  });

  test('are a thousand at most: the oldest is read again', async () => {
    const ciphers = aProcess();
    const ids = Array.from({ length: 1_001 }, newUuid);
    const [oldest = '', second = ''] = ids;
    const ring = createFieldCipher({ keys: [firstKey] });
    const rows = ids.map((id) => [uuidToBinary(id), newMemberKey(ring, id).sealedKey]);
    await database.run(
      `INSERT INTO member_keys (member_id, sealed_key) VALUES ${rows.map(() => '(?, ?)').join(', ')}`,
      rows.flat(),
    );
    await ciphers.openers(ids);
    const asked = vi.spyOn(database, 'rows');
    try {
      await ciphers.opener(second);
      expect(asked).toHaveBeenCalledTimes(0);
      await ciphers.opener(oldest);
      expect(asked).toHaveBeenCalledTimes(1);
    } finally {
      asked.mockRestore();
    }
  });
});
