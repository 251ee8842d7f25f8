import { expect, test } from 'vitest';

import { aJpeg } from './testing/pictures.ts';
import { useTestFiles } from './testing/test-files.ts';

const { api, aMember, clock } = useTestFiles({ quota: { files: 2, bytes: 1_000_000 }, maxUploads: 1 });
const path = '/v1/files';

const upload = async (member: ReturnType<typeof aMember>) =>
  api
    .as(member)
    .post(path)
    .attach('file', await aJpeg(), 'photo.jpg');

test('a member’s quota lasts for 24 hours, and refused files do not count', async () => {
  const me = aMember();
  await api.as(me).post(path).attach('file', Buffer.from('no picture'), 'x').expect(422);
  expect([(await upload(me)).status, (await upload(me)).status]).toEqual([201, 201]);

  const third = await upload(me);
  expect([third.status, third.body]).toMatchObject([429, { code: 'FILE_QUOTA_USED' }]);
  expect((await upload(aMember())).status).toBe(201);

  clock.advance({ hours: 24 });
  expect((await upload(me)).status).toBe(201);
});

test('more uploads at once than a process can hold are told to come again, and leave no trace', async () => {
  const members = Array.from({ length: 6 }, aMember);
  const answers = await Promise.all(members.map(upload));
  const busy = answers.filter(({ status }) => status === 503);

  expect(answers.some(({ status }) => status === 201)).toBe(true);
  expect(busy.length).toBeGreaterThan(0);
  for (const { body, headers } of busy) {
    expect(body).toMatchObject({ code: 'UPLOADS_BUSY' });
    expect(headers['retry-after']).toBe('5');
  }
  expect((await upload(aMember())).status).toBe(201);
});
