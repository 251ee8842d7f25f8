import { newUuid, pendingSchemaChanges } from '@soomcare/database';
import { beforeEach, expect, test } from 'vitest';

import { type BlobStore } from './blob-store.ts';
import { createFileKeeping } from './file-keeping.ts';
import { aJpeg } from './testing/pictures.ts';
import { useTestFiles } from './testing/test-files.ts';

const world = useTestFiles();
const { aMember, clock } = world;
beforeEach(() => world.empty());

const inTransaction = <T>(work: Parameters<ReturnType<typeof world.database>['transaction']>[0]) =>
  world.database().transaction(work) as Promise<T>;
const attach = (memberId: string, ids: readonly string[], subject: { kind: string; id: string }) =>
  inTransaction((tx) => world.files().attachments.attach(memberId, ids, subject, tx));
const detach = (subject: { kind: string; id: string }) =>
  inTransaction((tx) => world.files().attachments.detach(subject, tx));

const aSubject = () => ({ kind: 'post', id: newUuid() });
const uploads = async (member: ReturnType<typeof aMember>, count: number) => {
  const picture = await aJpeg({ width: 8, height: 8 });
  const ids: string[] = [];
  for (let each = 0; each < count; each += 1) ids.push(await world.upload(member, picture));
  return ids;
};
const statusOf = async (member: ReturnType<typeof aMember>, id: string) =>
  (await world.api.as(member).get(`/v1/files/${id}`)).status;

/** What a worker does in the hours to come. */
const keepHouse = async (hours: number) => {
  for (let hour = 0; hour < hours; hour += 1) {
    clock.advance({ hours: 1 });
    await world.keeping().housekeeping();
  }
};

test('after the migrations the entities have nothing left to change', async () => {
  expect(await pendingSchemaChanges(world.database())).toEqual([]);
});

test('only my own, whole and unused files can be attached, and a refusal changes nothing', async () => {
  const [me, other] = [aMember(), aMember()];
  const [mine = '', used = ''] = await uploads(me, 2);
  const [theirs = ''] = await uploads(other, 1);
  await attach(me.id, [used], aSubject());

  for (const foreign of [theirs, used, newUuid()]) {
    await expect(attach(me.id, [mine, foreign], aSubject())).rejects.toMatchObject({
      code: 'FILES_NOT_ATTACHABLE',
    });
  }
  await attach(me.id, [mine, mine], aSubject());
});

test('attaching again keeps what stays, takes what is new and lets the rest go', async () => {
  const me = aMember();
  const [a = '', b = '', c = ''] = await uploads(me, 3);
  const subject = aSubject();
  await attach(me.id, [a, b], subject);
  await attach(me.id, [b, c], subject);

  await attach(me.id, [a], aSubject());
  await expect(attach(me.id, [b], aSubject())).rejects.toThrow('FILES_NOT_ATTACHABLE');
});

test('of two posts that take the same file at once, one gets it', async () => {
  const me = aMember();
  const ids = await uploads(me, 1);

  const results = await Promise.allSettled(Array.from({ length: 5 }, () => attach(me.id, ids, aSubject())));

  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});

test('what nothing uses goes after a day with its blobs, what is used stays', async () => {
  const me = aMember();
  const [unused = '', used = '', letGo = ''] = await uploads(me, 3);
  const subject = aSubject();
  await attach(me.id, [used], aSubject());
  await attach(me.id, [letGo], subject);
  await keepHouse(20);
  await detach(subject);

  await keepHouse(3);
  expect(await statusOf(me, unused)).toBe(200);
  await keepHouse(3);
  expect(await Promise.all([unused, letGo, used].map((id) => statusOf(me, id)))).toEqual([404, 200, 200]);
  expect(await world.stored()).toHaveLength(4);

  await keepHouse(24);
  expect(await Promise.all([letGo, used].map((id) => statusOf(me, id)))).toEqual([404, 200]);
  expect(await world.stored()).toHaveLength(2);
});

test('a worker that dies between row and blob leaves the rest to the next one', async () => {
  const me = aMember();
  const [id = ''] = await uploads(me, 1);
  const dying: BlobStore = { ...world.blobs(), remove: () => Promise.reject(new Error('killed')) };
  const keeping = createFileKeeping({ database: world.database(), blobs: dying, now: clock.now });
  clock.advance({ hours: 25 });
  await keeping.housekeeping();
  clock.advance({ hours: 2 });

  await expect(keeping.housekeeping()).rejects.toThrow('killed');
  expect(await statusOf(me, id)).toBe(404);
  expect(await world.stored()).toHaveLength(2);

  expect(await world.keeping().housekeeping()).toBe(1);
  expect(await world.stored()).toEqual([]);
  expect(await world.keeping().housekeeping()).toBe(0);
});

test('two workers at once remove each file once', async () => {
  await uploads(aMember(), 3);
  clock.advance({ hours: 25 });
  await Promise.all([world.keeping().housekeeping(), world.keeping().housekeeping()]);
  clock.advance({ hours: 2 });
  await Promise.all([world.keeping().housekeeping(), world.keeping().housekeeping()]);

  const [row] = await world
    .database()
    .rows<{ files: number; doomed: number }>(
      'SELECT (SELECT COUNT(*) FROM files f WHERE f.unused_since IS NOT NULL) AS files, COUNT(*) AS doomed FROM doomed_blobs',
    );
  expect(row).toEqual({ files: 0, doomed: 0 });
});

test('withdrawal removes one member’s files and their blobs, and nobody else’s', async () => {
  const [me, other] = [aMember(), aMember()];
  const [mine = '', attached = ''] = await uploads(me, 2);
  const [theirs = ''] = await uploads(other, 1);
  await attach(me.id, [attached], aSubject());

  await inTransaction((tx) => world.files().eraseMember(me.id, tx));
  expect(await Promise.all([mine, attached].map((id) => statusOf(me, id)))).toEqual([404, 404]);
  await keepHouse(2);

  expect(await world.stored()).toHaveLength(2);
  expect(await statusOf(other, theirs)).toBe(200);
});

test('a member who withdraws while a picture is taken in leaves none', async () => {
  const me = aMember();
  const blobs = world.blobs();
  const { put } = blobs;
  blobs.put = async (key, content) => {
    await put(key, content);
    await inTransaction((tx) => world.files().eraseMember(me.id, tx));
  };
  try {
    await world.api
      .as(me)
      .post('/v1/files')
      .attach('file', await aJpeg(), 'x.jpg')
      .expect(401);
  } finally {
    blobs.put = put;
  }
  expect(await world.stored()).toHaveLength(2);
  await keepHouse(2);

  expect([await world.stored(), await world.countRows()]).toEqual([[], 0]);
});
