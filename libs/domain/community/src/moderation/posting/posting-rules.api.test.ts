import { expect, test } from 'vitest';

import { aPost } from '../../testing/community-api.ts';
import { useSafetyApi } from '../../testing/safety-api.ts';

const api = useSafetyApi();

type Person = ReturnType<typeof api.aPerson>;

const write = ({ caller }: Person, body: string) => caller.post('/v1/posts').send(aPost({ body }));

interface Report {
  readonly id: string;
  readonly reason: string;
  readonly priority: number;
  readonly subject: { readonly id: string };
}

const reportsOf = async (subjectId: string): Promise<Report[]> => {
  const queue = await api.aModerator().caller.get('/v1/abuse-reports?limit=100').expect(200);
  return (queue.body as { items: Report[] }).items.filter(({ subject }) => subject.id === subjectId);
};

test('words of an emergency bring the author the emergency card, and a moderator to the post first', async () => {
  const author = api.aPerson();
  const quiet = (await write(author, '오늘은 숨쉬기 편해요.').expect(201)).body as { guidance: unknown };
  expect(quiet.guidance).toBeNull();

  const advice = await api.post(author, '용량을 조금 늘리세요 그럼 나아져요');
  const answer = await write(author, '벤토린을 써도 숨을 못   쉬겠어요!').expect(201);
  const post = answer.body as { id: string; guidance: { phone: string; steps: string[] } };
  expect(post.guidance.phone).toBe('119');
  expect(post.guidance.steps.length).toBeGreaterThan(2);
  await api.aPerson().caller.get(`/v1/posts/${post.id}`).expect(200);

  expect(await reportsOf(post.id)).toMatchObject([{ reason: 'red-flag', priority: 1 }]);
  expect(await reportsOf(advice)).toMatchObject([{ reason: 'dosing-advice', priority: 2 }]);
  const queue = await api.aModerator().caller.get('/v1/abuse-reports?limit=1').expect(200);
  expect((queue.body as { items: Report[] }).items).toMatchObject([{ subject: { id: post.id } }]);
});

test('a write whose answer was lost brings the card when it is sent again, and one report', async () => {
  const author = api.aPerson();
  const send = () =>
    author.caller
      .post('/v1/posts')
      .set('Idempotency-Key', 'lost-answer')
      .send(aPost({ body: '숨을 못 쉬겠어요' }))
      .expect(201);
  const first = (await send()).body as { id: string };
  const again = (await send()).body as { id: string; guidance: { phone: string } };

  expect(again).toMatchObject({ id: first.id, guidance: { phone: '119' } });
  expect(await reportsOf(first.id)).toHaveLength(1);
});

test('the card comes in the language of the request', async () => {
  const answer = await write(api.aPerson(), 'I cannot breathe').set('Accept-Language', 'en').expect(201);
  expect((answer.body as { guidance: { headline: string } }).guidance.headline).toContain('Get help');
});

test('what a hiding rule finds is gone for others until somebody has decided; its author is told', async () => {
  const author = api.aPerson();
  const id = await api.post(author, '최저가로 구매하세요! 카.톡.문.의');
  await api.aPerson().caller.get(`/v1/posts/${id}`).expect(404);
  expect(await reportsOf(id)).toMatchObject([{ reason: 'advert' }]);
  expect(api.told.filter(({ memberId }) => memberId === author.id)).toHaveLength(1);

  const [report] = await reportsOf(id);
  const { caller } = api.aModerator();
  await caller.post(`/v1/abuse-reports/${report?.id}/claim`).expect(200);
  const decision = { decision: 'dismiss', reason: '광고가 아닙니다' };
  await caller.post(`/v1/abuse-reports/${report?.id}/decision`).send(decision).expect(200);
  await api.aPerson().caller.get(`/v1/posts/${id}`).expect(200);
});

test('an edit that says the same again is not reported twice, one that adds something is', async () => {
  const author = api.aPerson();
  const id = await api.post(author, '약을 끊으세요');
  const edit = async (body: string) => {
    const { headers } = await author.caller.get(`/v1/posts/${id}`).expect(200);
    const request = author.caller.patch(`/v1/posts/${id}`).set('If-Match', headers['etag'] ?? '');
    await request.send({ body }).expect(200);
  };

  await edit('정말 약을 끊으세요');
  expect(await reportsOf(id)).toHaveLength(1);
  await edit('약을 끊으세요 010-1234-5678');
  expect((await reportsOf(id)).map(({ reason }) => reason).sort()).toEqual(['contact-data', 'dosing-advice']);
});

test('a new account writes five times an hour and no links; on the next day neither holds', async () => {
  const author = api.aPerson(0);
  const refused = await write(author, '여기 보세요 www.example.com').expect(403);
  expect(refused.body).toMatchObject({ code: 'NEW_MEMBER_LINK' });
  for (let written = 0; written < 5; written += 1) await write(author, '안녕하세요').expect(201);
  const limited = await write(author, '여섯 번째').expect(429);
  expect(limited.body).toMatchObject({ code: 'NEW_MEMBER_LIMIT' });
  expect(Number(limited.headers['retry-after'])).toBeGreaterThan(3000);

  api.clock.advance({ hours: 1 });
  await write(author, '한 시간 뒤').expect(201);
  api.clock.advance({ hours: 24 });
  for (let written = 0; written < 6; written += 1) await write(author, 'https://example.com').expect(201);
});

test('the first three writes of an old account hold no links either', async () => {
  const author = api.aPerson(300);
  for (let written = 0; written < 3; written += 1) {
    await write(author, 'example.co.kr 참고').expect(403);
    await write(author, '안녕하세요').expect(201);
  }
  await write(author, 'example.co.kr 참고').expect(201);
});

test('ten writes of a new member at once leave five posts', async () => {
  const author = api.aPerson(0);
  const answers = await Promise.all(Array.from({ length: 10 }, () => write(author, '동시에')));
  const countOf = (wanted: number) => answers.filter(({ status }) => status === wanted).length;
  expect([countOf(201), countOf(429)]).toEqual([5, 5]);
});

test('comments and edits count as writes, and are looked at like posts', async () => {
  const postId = await api.post(api.aPerson());
  const author = api.aPerson(0);
  const comment = (body: string) => author.caller.post(`/v1/posts/${postId}/comments`).send({ body });
  const own = await api.post(author);
  const edit = (body: string) =>
    author.caller.patch(`/v1/posts/${own}`).set('If-Match', '"1"').send({ body });

  const answer = await comment('숨을 못 쉬겠어요').expect(201);
  const { id, guidance } = answer.body as { id: string; guidance: { phone: string } };
  expect(guidance.phone).toBe('119');
  expect(await reportsOf(id)).toMatchObject([{ reason: 'red-flag', subject: { kind: 'comment' } }]);

  await edit('www.example.com').expect(403);
  for (let written = 2; written < 5; written += 1) await comment('안녕하세요').expect(201);
  await comment('여섯 번째').expect(429);
  await edit('여섯 번째').expect(429);
});
