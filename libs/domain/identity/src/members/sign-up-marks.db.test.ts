import { randomBytes } from 'node:crypto';

import { createBlindIndex, newUuid, uuidToBinary } from '@soomcare/database';
import { useTestDatabase } from '@soomcare/testing';
import { expect, test } from 'vitest';

import { identityTables } from '../identity.tables.ts';
import { createSignUpMarks } from './sign-up-marks.repository.ts';

const database = useTestDatabase({ entities: identityTables });
const blindIndex = createBlindIndex(randomBytes(32));
const emailIndex = randomBytes(16);

/** With this address, or with an account at Kakao alone. */
const signUp = async ({ address, kakao }: { address?: Buffer; kakao?: string }): Promise<string> => {
  const id = newUuid();
  await database().run(
    `INSERT INTO members (id, status, email_index, sealed_email, nickname, birth_date, time_zone, language,
                          created_at, updated_at)
     VALUES (?, 'active', ?, 'sealed', '민지', '1990-04-12', 'Asia/Seoul', 'ko', NOW(3), NOW(3))`,
    [uuidToBinary(id), address ?? null],
  );
  const credentials = [['password', id], ...(kakao === undefined ? [] : [['kakao', kakao]])];
  for (const [provider, subject] of credentials) {
    await database().run(
      `INSERT INTO credentials (id, member_id, provider, subject, created_at, updated_at)
       VALUES (?, ?, ?, ?, NOW(3), NOW(3))`,
      [uuidToBinary(newUuid()), uuidToBinary(id), provider, subject],
    );
  }
  return id;
};

const withdraw = async (id: string) => {
  for (const sql of ['DELETE FROM credentials WHERE member_id = ?', 'DELETE FROM members WHERE id = ?'])
    await database().run(sql, [uuidToBinary(id)]);
};

const marksOf = async (id: string): Promise<string[]> => {
  const marks = await database().transaction((tx) =>
    createSignUpMarks({ database: database(), blindIndex })(id, tx),
  );
  return marks.map((mark) => mark.toString('hex'));
};

test('an address and an account at a provider leave the same mark on the next account, and nothing else does', async () => {
  const first = await signUp({ address: emailIndex, kakao: '12345' });
  const marks = await marksOf(first);
  expect(new Set(marks).size).toBe(2);
  expect(marks).not.toContain(emailIndex.toString('hex'));
  await withdraw(first);

  const byAddress = await marksOf(await signUp({ address: emailIndex }));
  const byKakao = await marksOf(await signUp({ kakao: '12345' }));
  const stranger = await marksOf(await signUp({ address: randomBytes(16), kakao: '67890' }));

  expect([...byAddress, ...byKakao]).toEqual(marks);
  expect(stranger.some((mark) => marks.includes(mark))).toBe(false);
});
