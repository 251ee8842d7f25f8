import { newUuid, uuidToBinary } from '@soomcare/database';
import { useTestDatabase } from '@soomcare/testing';
import { expect, test } from 'vitest';

import { identityTables } from '../identity.tables.ts';
import { createConsentingMembers } from './consenting-member.repository.ts';

const database = useTestDatabase({ entities: identityTables });
const find = (memberId: string) => createConsentingMembers(database()).find(memberId);

const aMember = async (status = 'active'): Promise<string> => {
  const memberId = newUuid();
  await database().run(
    `INSERT INTO members (id, status, email_index, sealed_email, nickname, birth_date, time_zone, language,
                          created_at, updated_at)
     VALUES (?, ?, RANDOM_BYTES(16), 'sealed', '민지', '1990-04-12', 'Asia/Seoul', 'ko', NOW(3), NOW(3))`,
    [uuidToBinary(memberId), status],
  );
  return memberId;
};
const say = (memberId: string, type: string, revision: number, granted: boolean) =>
  database().run(
    `INSERT INTO consents (id, member_id, type, revision, granted, version, text_hash, recorded_at)
     VALUES (?, ?, ?, ?, ?, '1', RANDOM_BYTES(32), NOW(3))`,
    [uuidToBinary(newUuid()), uuidToBinary(memberId), type, revision, Number(granted)],
  );

test('the last word on health data counts', async () => {
  const memberId = await aMember();
  await say(memberId, 'service', 1, true);
  expect(await find(memberId)).toBeNull();

  await say(memberId, 'health-data', 1, true);
  expect(await find(memberId)).toEqual({ nickname: '민지', timeZone: 'Asia/Seoul' });

  await say(memberId, 'health-data', 2, false);
  await say(memberId, 'marketing', 3, true);
  expect(await find(memberId)).toBeNull();

  await say(memberId, 'health-data', 3, true);
  expect(await find(memberId)).not.toBeNull();
});

test('whoever is gone or not active is not found', async () => {
  const paused = await aMember('unlinked');
  await say(paused, 'health-data', 1, true);

  expect(await find(paused)).toBeNull();
  expect(await find(newUuid())).toBeNull();
});
