import { newUuid } from '@soomcare/database';
import { type Caller, useTestApi } from '@soomcare/testing';
import { expect, test } from 'vitest';

import { type ExportView, exportView } from './export.schemas.ts';
import { unzip } from './testing/unzip.ts';
import { useTestExports } from './testing/test-exports.ts';

const world = useTestExports();
const api = useTestApi(() => ({ endpoints: world.exports.memberRoutes, now: world.clock.now }));
const path = '/v1/me/exports';
const downloads = '/v1/export-downloads';

const viewOf = ({ body }: { body: unknown }): ExportView => exportView.parse(body);
const start = async (caller: Caller) => viewOf(await caller.post(path).expect(202));
const read = async (caller: Caller, id: string) => viewOf(await caller.get(`${path}/${id}`).expect(200));

const fetchFile = async (token: string): Promise<Record<string, string>> => {
  const answer = await api
    .anyone()
    .post(downloads)
    .set('Accept', 'application/zip')
    .send({ token })
    .parse((response, done) => {
      const pieces: Buffer[] = [];
      response.on('data', (piece: Buffer) => pieces.push(piece));
      response.on('end', () => {
        done(null, Buffer.concat(pieces));
      });
    })
    .expect(200)
    .expect('Content-Type', 'application/zip')
    .expect('Content-Disposition', 'attachment; filename="soomcare-2026-03-10.zip"');
  return unzip(answer.body as Buffer);
};

/** Of a member with one letter: made and ready. */
const aReadyExport = async () => {
  const member = world.aMember();
  const letterId = await world.write(member.id);
  const caller = api.as(member);
  const { id } = await start(caller);
  expect(await world.exports.makeNext()).toBe(true);
  const ready = await read(caller, id);
  return { member, letterId, caller, id, token: ready.download?.token ?? '' };
};

test('an export is asked for, made by a worker, and fetched with a token of its own', async () => {
  const member = world.aMember();
  const caller = api.as(member);
  const id = await world.write(member.id, { title: '=1+1', text: '밤새 기침, "심함"' });
  await world.write(world.aMember().id, { text: 'somebody else’s' });

  const started = await start(caller);
  expect(started).toMatchObject({ state: 'waiting', progressPercent: 0, readyAt: null, download: null });
  expect(await world.exports.makeNext()).toBe(true);
  const ready = await read(caller, started.id);
  expect(ready).toMatchObject({ id: started.id, state: 'ready', progressPercent: 100 });
  expect(ready.expiresAt).toBe('2026-03-17T03:00:00.000Z');

  const files = await fetchFile(ready.download?.token ?? '');
  expect(Object.keys(files).sort()).toEqual(['README.txt', 'csv/letters.csv', 'json/letters.json']);
  expect(JSON.parse(files['json/letters.json'] ?? '')).toEqual([
    {
      ...{ memberId: member.id, id, title: '=1+1', isRead: true, writtenOn: '2026-03-01' },
      sentAt: '2026-03-10T03:00:00.000Z',
      text: 'opened: 밤새 기침, "심함"',
    },
  ]);
  expect(files['csv/letters.csv']?.split('\r\n')).toEqual([
    '\uFEFFmemberId,id,title,isRead,writtenOn,sentAt,text',
    `${member.id},${id},'=1+1,true,2026-03-01,2026-03-10T03:00:00.000Z,"opened: 밤새 기침, ""심함"""`,
    '',
  ]);
  expect(files['README.txt']).toContain('letters: 1');
});

test('while one is under way, asking again tells of that one; afterwards a new one takes its place', async () => {
  const { caller, id, token } = await aReadyExport();

  const [again, atTheSameTime] = await Promise.all([start(caller), start(caller)]);
  expect(again.id).not.toBe(id);
  expect(atTheSameTime.id).toBe(again.id);
  expect((await start(caller)).id).toBe(again.id);

  await caller.get(`${path}/${id}`).expect(404);
  await api.anyone().post(downloads).send({ token }).expect(404);
  await world.exports.makeNext();
  expect((await read(caller, again.id)).state).toBe('ready');
});

test('before fetching, a client may ask what to expect', async () => {
  const { token } = await aReadyExport();
  const answer = await api.anyone().post(downloads).send({ token }).expect(200);

  expect(answer.body).toMatchObject({
    fileName: 'soomcare-2026-03-10.zip',
    expiresAt: '2026-03-17T03:00:00.000Z',
  });
  await api.anyone().post(downloads).set('Accept', 'text/html').send({ token }).expect(406);
});

test('a token opens its file for ten minutes', async () => {
  const { token } = await aReadyExport();

  world.clock.advance({ minutes: 10, milliseconds: -1 });
  await api.anyone().post(downloads).send({ token }).expect(200);
  world.clock.advance({ milliseconds: 1 });
  await api.anyone().post(downloads).send({ token }).expect(404);
  world.clock.advance({ minutes: -10 });
});

test('nothing else is a token, not even what was sealed with the same key for another purpose', async () => {
  const { member, id, token } = await aReadyExport();
  const content = JSON.stringify({ memberId: member.id, id, expiresAt: '2030-01-01T00:00:00.000Z' });
  const elsewhere = world.cipher.seal(content, { table: 'member_changes', column: 'seq', rowId: member.id });

  for (const wrong of ['x', `${token.slice(0, -2)}AA`, elsewhere.toString('base64url')]) {
    await api.anyone().post(downloads).send({ token: wrong }).expect(404);
  }
  await api.anyone().post(downloads).send({}).expect(400);
});

test('somebody else’s export is absent, and a body or id that is none is refused', async () => {
  const { id } = await aReadyExport();

  await api.as(world.aMember()).get(`${path}/${id}`).expect(404);
  await api.as(world.aMember()).get(`${path}/${newUuid()}`).expect(404);
  await api.as(world.aMember()).get(`${path}/mine`).expect(400);
  await api.as(world.aMember()).post(`${path}?all=true`).expect(400);
});

test('without a log-in of the last quarter of an hour nothing is made or shown', async () => {
  const { member, id } = await aReadyExport();
  await api.anyone().post(path).expect(401);
  await api.anyone().get(`${path}/${id}`).expect(401);

  world.clock.advance({ minutes: 16 });
  await api.as(member).post(path).expect(403);
  await api.as(member).get(`${path}/${id}`).expect(403);
  world.clock.advance({ minutes: -16 });
});

test('after seven days the file is gone, and then every row of it', async () => {
  const { member, id } = await aReadyExport();
  world.clock.advance({ days: 7 });
  const caller = api.as({ ...member, authenticatedAt: world.clock.now() });
  await caller.get(`${path}/${id}`).expect(404);

  expect(await world.exports.housekeeping()).toBeGreaterThan(0);
  expect(await world.countRows('exports')).toBe(0);
  expect(await world.countRows('export_chunks')).toBe(0);
  world.clock.advance({ days: -7 });
});

test('housekeeping leaves the files of this week alone', async () => {
  const { caller, id } = await aReadyExport();
  world.clock.advance({ days: 7, milliseconds: -1 });
  await world.exports.housekeeping();
  world.clock.advance({ days: -7, milliseconds: 1 });

  const ready = await read(caller, id);
  expect(Object.keys(await fetchFile(ready.download?.token ?? ''))).toContain('README.txt');
});

test('a withdrawal takes the file with it, and the token too', async () => {
  const [gone, stays] = [await aReadyExport(), await aReadyExport()];

  await world.database().transaction((tx) => world.exports.eraseMember(gone.member.id, tx));

  await gone.caller.get(`${path}/${gone.id}`).expect(404);
  await api.anyone().post(downloads).send({ token: gone.token }).expect(404);
  expect(Object.keys(await fetchFile(stays.token))).toContain('json/letters.json');
});
