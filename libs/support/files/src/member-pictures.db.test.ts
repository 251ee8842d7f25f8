import { randomBytes } from 'node:crypto';
import { buffer } from 'node:stream/consumers';

import { newUuid } from '@soomcare/database';
import { beforeEach, expect, test } from 'vitest';

import { createMemberPictures } from './member-pictures.ts';
import { storedFileTable } from './stored-file.entity.ts';
import { aJpeg } from './testing/pictures.ts';
import { useTestFiles } from './testing/test-files.ts';

const world = useTestFiles();
beforeEach(() => world.empty());

const picturesOf = (memberId: string) =>
  Array.fromAsync(createMemberPictures({ database: world.database(), blobs: world.blobs() })(memberId));

/** Rows of pictures whose blobs nobody reads. @returns their paths */
const insertRows = async (memberId: string, count: number, checkedAt: Date | null = world.clock.now()) => {
  const ids = Array.from({ length: count }, () => newUuid());
  const facts = { contentSha256: randomBytes(32), bytes: 7, thumbnailBytes: 3, width: 1, height: 1 };
  const rows = ids.map((id) => ({
    ...{ id, memberId, blobKey: randomBytes(16).toString('hex'), createdAt: world.clock.now(), checkedAt },
    ...(checkedAt ? facts : {}),
  }));
  await world.database().manager.insert(storedFileTable, rows);
  return ids.map((id) => `pictures/${id}.jpg`);
};

test('a member’s pictures are given as the app shows them, and nobody else’s', async () => {
  const [me, other] = [world.aMember(), world.aMember()];
  const id = await world.upload(me, await aJpeg({ width: 8, height: 8 }));
  await world.upload(other, await aJpeg({ width: 9, height: 9 }));

  const [picture, ...more] = await picturesOf(me.id);

  const shown = await world.api.as(me).get(`/v1/files/${id}`).expect(200);
  expect(more).toEqual([]);
  expect(picture).toMatchObject({ path: `pictures/${id}.jpg`, bytes: (shown.body as Buffer).length });
  expect(picture && (await buffer(await picture.open()))).toEqual(shown.body);
});

test('every picture comes once, the newest first, however many there are', async () => {
  const me = world.aMember();
  const paths = await insertRows(me.id, 201);

  expect((await picturesOf(me.id)).map(({ path }) => path)).toEqual(paths.toSorted().toReversed());
});

test('what has not passed its check is not given, and what has no bytes fails instead of being empty', async () => {
  const me = world.aMember();
  await insertRows(me.id, 1, null);
  expect(await picturesOf(me.id)).toEqual([]);

  await insertRows(me.id, 1);
  const [gone] = await picturesOf(me.id);
  await expect(gone?.open()).rejects.toThrow('removed');
});
