import { newUuid, primary, sealed, table, uuid, uuidToBinary } from '@soomcare/database';
import { expect, test } from 'vitest';

import { createMemberTable } from './member-table.repository.ts';
import type { ExportedTable } from './table-decisions.ts';
import { useTestExports } from './testing/test-exports.ts';

const world = useTestExports();

/** What these tests read of the table that the world makes. */
class SealedLetter {
  memberId!: string;
  id!: string;
  sealedText!: Buffer;
}

const sealedLetterTable = table<SealedLetter>()({
  target: SealedLetter,
  tableName: 'letters',
  columns: { memberId: primary(uuid()), id: primary(uuid()), sealedText: sealed(400_000) },
});

const textsOf = async (memberId: string, sealedFor?: ExportedTable['sealedFor']) => {
  const { cipher, memberCiphers } = world;
  const decision = {
    sealed: { sealedText: (opened: string) => opened },
    ...(sealedFor ? { sealedFor } : {}),
  };
  const deps = { database: world.database(), cipher, memberCiphers };
  const rows = await createMemberTable(deps, sealedLetterTable, decision).rows(memberId);
  return rows.map(({ text }) => text);
};

/** As the staff seals what it writes about a member. */
const writeForStaff = async (memberId: string, text: string) => {
  const id = await world.write(memberId);
  const place = { table: 'letters', column: 'sealed_text', rowId: id };
  await world
    .database()
    .run('UPDATE letters SET sealed_text = ? WHERE id = ?', [
      world.cipher.seal(text, place),
      uuidToBinary(id),
    ]);
};

test('what is sealed for a member opens with their key', async () => {
  const memberId = newUuid();
  await world.write(memberId, { text: '밤새 기침' });

  expect(await textsOf(memberId)).toEqual(['밤새 기침']);
  await expect(textsOf(memberId, 'staff')).rejects.toThrow('no key 0');
});

test('what the staff has sealed opens without it', async () => {
  const memberId = newUuid();
  await writeForStaff(memberId, '회원 문의');

  expect(await textsOf(memberId, 'staff')).toEqual(['회원 문의']);
  await expect(textsOf(memberId)).rejects.toThrow('no key 1');
});
