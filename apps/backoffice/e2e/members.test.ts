import { randomUUID } from 'node:crypto';

import { afterEach, beforeAll, expect, test } from 'vitest';

import { type StaffCaller, useBackoffice } from './harness.ts';

const api = useBackoffice();
let care: StaffCaller;

interface Page {
  readonly items: readonly {
    id: string;
    name: string | null;
    nickname: string;
    email: string;
    joinedAt: string;
  }[];
  readonly nextCursor: string | null;
}

const auditRows = async (): Promise<readonly { subject: string; task: string; address: string }[]> =>
  api
    .database()
    .rows(
      'SELECT LOWER(HEX(a.subject_id)) AS subject, a.task, a.address FROM audit_entries a ORDER BY a.position',
    );
const hexOf = (id: string) => id.replaceAll('-', '');

beforeAll(async () => {
  care = await api.staffOf('care');
});

afterEach(async () => {
  await api.database().run('DELETE FROM members');
});

test('the list is masked and says nothing about health', async () => {
  await api.aMember({
    email: 'minji.lee@example.com',
    profile: { name: '이민지', phone: '+821012341234', diagnosis: 'asthma', heightCm: 163 },
  });
  const list = await care.caller.get('/v1/members').expect(200);

  expect((list.body as Page).items).toMatchObject([
    { status: 'active', name: '이*지', nickname: '숨***지', email: 'mi***@example.com' },
  ]);
  const text = JSON.stringify(list.body);
  for (const secret of ['이민지', 'minji.lee', 'asthma', '163', '숨쉬는민지'])
    expect(text).not.toContain(secret);
});

test('pages go on where they ended, newest first, also for members of one moment', async () => {
  const first = await api.aMember();
  const second = await api.aMember();
  api.clock.advance({ minutes: 1 });
  const third = await api.aMember();

  const seen: string[] = [];
  let cursor = '';
  do {
    const answer = await care.caller.get(`/v1/members?limit=1${cursor}`).expect(200);
    const { items, nextCursor } = answer.body as Page;
    seen.push(...items.map(({ id }) => id));
    cursor = nextCursor === null ? '' : `&cursor=${nextCursor}`;
  } while (cursor !== '');
  const sameMoment = [first.id, second.id].sort().reverse();
  expect(seen).toEqual([third.id, ...sameMoment]);
});

test('the list is filtered by status and by the day they joined in Seoul', async () => {
  const { id } = await api.aMember();
  await api.database().run("UPDATE members SET created_at = '2026-03-01 15:30:00.000', status = 'locked'");
  const countOf = async (query: string) =>
    ((await care.caller.get(`/v1/members?${query}`).expect(200)).body as Page).items.length;

  // Half past midnight of the second, in Seoul.
  expect(await countOf('joinedFrom=2026-03-02&joinedTo=2026-03-02')).toBe(1);
  expect(await countOf('joinedTo=2026-03-01')).toBe(0);
  expect(await countOf('joinedFrom=2026-03-03')).toBe(0);
  expect(await countOf('status=locked')).toBe(1);
  expect(await countOf('status=active')).toBe(0);
  await care.caller.get('/v1/members?joinedFrom=2026-03-02&joinedTo=2026-03-01').expect(400);
  await care.caller.get('/v1/members?cursor=nonsense').expect(400);
  expect(id).not.toBe('');
});

test('an exact address finds its member however it is written, and part of it finds nobody', async () => {
  const { id } = await api.aMember({ email: 'minji@example.com' });
  const search = async (email: string) =>
    (await care.caller.post('/v1/members/search').send({ email }).expect(200)).body as Page;

  expect((await search('MinJi@example.com')).items).toMatchObject([{ id }]);
  expect((await search('minj@example.com')).items).toEqual([]);
  await care.caller.post('/v1/members/search').send({ email: 'minji' }).expect(400);
});

test('each member that is shown leaves one entry, with all that the law asks for', async () => {
  const [one, two] = [await api.aMember(), await api.aMember()];
  const before = (await auditRows()).length;
  await care.caller.get('/v1/members').expect(200);
  await care.caller.get(`/v1/members/${one.id}`).expect(200);
  await care.caller.post('/v1/members/search').send({ email: two.email }).expect(200);
  await care.caller.post('/v1/members/search').send({ email: 'nobody@example.com' }).expect(200);

  const added = (await auditRows()).slice(before);
  expect(added.map(({ task, subject }) => [task, subject]).sort()).toEqual(
    [
      ['staffListMembers', hexOf(one.id)],
      ['staffListMembers', hexOf(two.id)],
      ['staffGetMember', hexOf(one.id)],
      ['staffSearchMembers', hexOf(two.id)],
    ].sort(),
  );
  expect(new Set(added.map(({ address }) => address))).toEqual(new Set(['127.0.0.1']));
});

test('one member is shown masked, with my own access to the records while it lasts', async () => {
  const { id } = await api.aMember({ profile: { name: '홍길동', phone: '01012345678', smoking: 'former' } });
  const closed = await care.caller.get(`/v1/members/${id}`).expect(200);
  expect(closed.body).toMatchObject({
    name: '홍*동',
    phone: '010-****-5678',
    birthYear: 1990,
    language: 'ko',
    timeZone: 'Asia/Seoul',
    recordAccess: null,
  });
  expect(JSON.stringify(closed.body)).not.toMatch(/former|04-12|12345678/);

  const opened = await api.openRecords(care, id);
  const open = await care.caller.get(`/v1/members/${id}`).expect(200);
  expect((open.body as { recordAccess: unknown }).recordAccess).toEqual(opened.body);
});

test('somebody who does not exist is not found, and a broken id is a bad request', async () => {
  await care.caller.get(`/v1/members/${randomUUID()}`).expect(404);
  await care.caller.get('/v1/members/1').expect(400);
  const body = { reason: '회원 문의: 기록이 보이지 않음', minutes: 30 };
  await care.caller.post(`/v1/members/${randomUUID()}/record-access`).send(body).expect(404);
});
