import { randomBytes } from 'node:crypto';

import { createFieldCipher, newUuid } from '@soomcare/database';
import { expect, test } from 'vitest';

import { createProfileMapper } from './profile.ts';

const profiles = createProfileMapper(createFieldCipher({ keys: [{ id: 1, key: randomBytes(32) }] }));

test('a sealed field does not open in the row of another member', () => {
  const [mine, theirs] = [newUuid(), newUuid()];
  const sealedEmail = profiles.sealEmail(mine, 'minji@example.com');

  expect(profiles.openEmail({ id: mine, sealedEmail })).toBe('minji@example.com');
  expect(() => profiles.openEmail({ id: theirs, sealedEmail })).toThrow('belongs to another place');
});

test('the longest name, doctor and contact fit their columns', () => {
  const long = (length: number) => '🌬'.repeat(length);
  const columns = profiles.toColumns(newUuid(), {
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

test('a change touches the columns it names and no other', () => {
  expect(profiles.toColumns(newUuid(), { nickname: '바람', weightKg: 54.26, sex: null })).toEqual({
    nickname: '바람',
    weightHectograms: 543,
    sex: null,
  });
});
