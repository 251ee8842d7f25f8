import { newUuid, uuidToBinary } from '@soomcare/database';
import { useTestDatabase } from '@soomcare/testing';
import { expect, test } from 'vitest';

import { identityTables } from '../identity.tables.ts';
import { createAuthors } from './author.repository.ts';

const database = useTestDatabase({ entities: identityTables });

const aMember = async (nickname: string, id = newUuid()): Promise<string> => {
  await database().run(
    `INSERT INTO members (id, status, email_index, sealed_email, nickname, birth_date, time_zone, language,
                          created_at, updated_at)
     VALUES (?, 'active', RANDOM_BYTES(16), 'sealed', ?, '1990-04-12', 'Asia/Seoul', 'en', NOW(3), NOW(3))`,
    [uuidToBinary(id), nickname],
  );
  return id;
};

test('members see nickname, picture and language of one another; who is gone is left out', async () => {
  const minji = await aMember('민지', '01942000-0000-7000-8000-00000000000d');
  await aMember('숨이');

  const authors = await createAuthors(database())([minji, newUuid()]);

  expect([...authors]).toEqual([[minji, { nickname: '민지', avatarKey: 'avatar-2', language: 'en' }]]);
});

test('nobody is asked for where there is nobody', async () => {
  expect(await createAuthors(database())([])).toEqual(new Map());
});
