import { randomBytes } from 'node:crypto';

import { createFieldCipher, createMemberCiphers, newUuid } from '@soomcare/database';
import { useTestDatabase } from '@soomcare/testing';
import { beforeAll, expect, test } from 'vitest';

import { createProfileMapper, type ProfileChange, type ProfileMapper } from './profile.ts';

const database = useTestDatabase({ entities: [] });
let profiles: ProfileMapper;
beforeAll(() => {
  const ring = createFieldCipher({ keys: [{ id: 1, key: randomBytes(32) }] });
  const now = () => new Date();
  profiles = createProfileMapper(createMemberCiphers({ database: database(), ring, now }));
});

const columnsOf = (id: string, change: ProfileChange) =>
  database().transaction((tx) => profiles.toColumns(id, change, tx));

test('a sealed field does not open in the row of another member', async () => {
  const [mine, theirs] = [newUuid(), newUuid()];
  const { sealedEmail = null } = await columnsOf(mine, { email: 'minji@example.com' });
  await columnsOf(theirs, {});

  expect(await profiles.openEmail({ id: mine, sealedEmail })).toBe('minji@example.com');
  await expect(profiles.openEmail({ id: theirs, sealedEmail })).rejects.toThrow('belongs to another place');
});

test('the longest name, doctor and contact fit their columns', async () => {
  const long = (length: number) => '🌬'.repeat(length);
  const columns = await columnsOf(newUuid(), {
    name: long(50),
    phone: `+${'9'.repeat(15)}`,
    doctor: { name: long(50), clinic: long(100), phone: '9'.repeat(15) },
    emergencyContact: { name: long(50), relationship: long(30), phone: '9'.repeat(15) },
  });

  expect(columns.sealedName?.length).toBeLessThanOrEqual(300);
  expect(columns.sealedPhone?.length).toBeLessThanOrEqual(100);
  expect(columns.sealedDoctor?.length).toBeLessThanOrEqual(2000);
  expect(columns.sealedEmergencyContact?.length).toBeLessThanOrEqual(1000);
});

test('a change touches the columns it names and no other', async () => {
  expect(await columnsOf(newUuid(), { nickname: '바람', weightKg: 54.26, sex: null })).toEqual({
    nickname: '바람',
    weightHectograms: 543,
    sex: null,
  });
});
