import { newUuid, pendingSchemaChanges } from '@soomcare/database';
import { explaining } from '@soomcare/testing';
import { beforeEach, expect, test } from 'vitest';

import { aPost } from '../testing/community-api.ts';
import { type SafetyPerson, useSafetyApi } from '../testing/safety-api.ts';
import { createAbuseReportRepository } from './abuse-reports/abuse-report.repository.ts';
import { communitySafetyTables } from './safety.tables.ts';

const api = useSafetyApi();
let author: SafetyPerson;
let moderator: SafetyPerson;
let postId: string;

interface Sanction {
  readonly id: string;
  readonly kind: string;
  readonly expiresAt: string | null;
}

const report = async (by = api.aPerson(), id = postId, reason = 'harassment') => {
  const body = { subject: { kind: 'post', id }, reason, note: '불쾌합니다' };
  const answer = await by.caller.post('/v1/abuse-reports').send(body).expect(201);
  return (answer.body as { id: string }).id;
};

const claim = (id: string, by = moderator) => by.caller.post(`/v1/abuse-reports/${id}/claim`);

const decide = async (id: string, decision: object, by = moderator) => {
  await claim(id, by).expect(200);
  return by.caller
    .post(`/v1/abuse-reports/${id}/decision`)
    .send({ reason: '이용 수칙 위반', ...decision })
    .expect(200);
};

const sanctionsOf = async ({ caller }: SafetyPerson) =>
  ((await caller.get('/v1/me/sanctions').expect(200)).body as { items: Sanction[] }).items;

const sanction = async (decision: object) => {
  await decide(await report(), decision);
  const [latest] = await sanctionsOf(author);
  if (!latest) throw new Error('nobody was sanctioned');
  return latest;
};

beforeEach(async () => {
  author = api.aPerson(100, '숨쉬는민지');
  moderator = api.aModerator();
  postId = await api.post(author);
});

test('the migrated tables are what the entities say', async () => {
  const names = communitySafetyTables.map(({ options }) => `\`${options.tableName ?? ''}\``);
  const changes = await pendingSchemaChanges(api.database());
  expect(changes.filter((sql) => names.some((name) => sql.includes(name)))).toEqual([]);
});

test('a report keeps the text as it was, and shows the staff neither who wrote it nor who reported it', async () => {
  const reader = api.aPerson();
  const id = await report(reader);
  const { headers } = await author.caller.get(`/v1/posts/${postId}`).expect(200);
  await author.caller
    .patch(`/v1/posts/${postId}`)
    .set('If-Match', headers['etag'] ?? '')
    .send({ body: '다른 말' })
    .expect(200);

  const seen = await moderator.caller.get(`/v1/abuse-reports/${id}`).expect(200);
  expect(seen.body).toMatchObject({
    snapshot: '가을 산책\n바람이 선선해서 오래 걸었어요.',
    author: { id: `…${author.id.slice(-6)}`, nickname: '숨***지' },
    note: '불쾌합니다',
    state: 'open',
    isOverdue: false,
  });
  for (const person of [author, reader]) expect(seen.text).not.toContain(person.id);
  const edits = await moderator.caller.get(`/v1/posts/${postId}/revisions`).expect(200);
  expect(edits.body).toMatchObject({ items: [{ version: 1, body: '바람이 선선해서 오래 걸었어요.' }] });
  api.clock.advance({ hours: 13 });
  const late = await moderator.caller.get(`/v1/abuse-reports/${id}`).expect(200);
  expect(late.body).toMatchObject({ isOverdue: true });
});

test('a member reports a text once, not their own, and only what is there', async () => {
  const reader = api.aPerson();
  const send = (who: SafetyPerson, id: string) =>
    who.caller.post('/v1/abuse-reports').send({ subject: { kind: 'post', id }, reason: 'other' });
  await send(reader, postId).expect(201);
  expect((await send(reader, postId).expect(409)).body).toMatchObject({ code: 'ALREADY_REPORTED' });
  expect((await send(author, postId).expect(422)).body).toMatchObject({ code: 'OWN_TEXT' });
  await send(reader, newUuid()).expect(404);
  await send(reader, 'nothing').expect(400);
  await api.anyone().post('/v1/abuse-reports').expect(401);
});

test('the queue goes by urgency and then by age, page by page', async () => {
  const older = await report(api.aPerson(), postId, 'advert');
  api.clock.advance({ minutes: 1 });
  const newer = await report(api.aPerson(), postId, 'other');
  const urgent = await report(api.aPerson(), postId, 'red-flag');
  const seen: string[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const path = `/v1/abuse-reports?limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`;
    const answer = await moderator.caller.get(path).expect(200);
    const page = answer.body as { items: { id: string }[]; nextCursor: string | null };
    seen.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor;
  }
  expect(new Set(seen).size).toBe(seen.length);
  const order = [urgent, older, newer].map((id) => seen.indexOf(id));
  expect(order).toEqual(order.toSorted((a, b) => a - b));
  expect(order).not.toContain(-1);
});

test('a moderator who looks for one reason gets its reports alone, page by page', async () => {
  const [first, second] = [
    await report(api.aPerson(), postId, 'misinformation'),
    await report(api.aPerson(), postId, 'misinformation'),
  ];
  await report(api.aPerson(), postId, 'red-flag');
  interface Page {
    items: { id: string; reason: string }[];
    nextCursor: string | null;
  }
  const pageOf = async (query: string): Promise<Page> =>
    (await moderator.caller.get(`/v1/abuse-reports?reason=misinformation${query}`).expect(200)).body as Page;

  const seen: Page['items'] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const page: Page = await pageOf(`&limit=1${cursor === '' ? '' : `&cursor=${cursor}`}`);
    seen.push(...page.items);
    cursor = page.nextCursor;
  }
  expect(new Set(seen.map(({ reason }) => reason))).toEqual(new Set(['misinformation']));
  expect(seen.map(({ id }) => id)).toEqual(expect.arrayContaining([first, second]));
  expect((await pageOf('&state=decided')).items).toEqual([]);
  await moderator.caller.get('/v1/abuse-reports?reason=weather').expect(400);
});

test('before a decision a moderator reads what was decided about the author before', async () => {
  const historyOf = async (id: string) =>
    (await moderator.caller.get(`/v1/abuse-reports/${id}/author-history`).expect(200)).body as object;
  const dismissed = await report();
  expect(await historyOf(dismissed)).toEqual({
    reports: { pending: 1, dismissed: 0, acted: 0 },
    sanctions: [],
  });

  await decide(dismissed, { decision: 'dismiss' });
  await decide(await report(api.aPerson(), postId), { decision: 'warn' });
  const lifted = await sanction({ decision: 'restrict', days: 3 });
  await author.caller.post(`/v1/sanctions/${lifted.id}/appeal`).send({ text: '오해입니다' }).expect(200);
  const answer = { outcome: 'lifted', answer: '오해였습니다' };
  await api.aModerator().caller.post(`/v1/sanctions/${lifted.id}/appeal-answer`).send(answer).expect(200);
  const coming = await report();

  expect(await historyOf(coming)).toMatchObject({
    reports: { pending: 1, dismissed: 1, acted: 2 },
    sanctions: [
      { id: lifted.id, kind: 'restrict', appealState: 'lifted', author: { nickname: '숨***지' } },
      { kind: 'warn', reason: '이용 수칙 위반' },
    ],
  });
  const another = await report(api.aPerson(), await api.post(api.aPerson()));
  expect(await historyOf(another)).toMatchObject({ sanctions: [] });
  await moderator.caller.get(`/v1/abuse-reports/${newUuid()}/author-history`).expect(404);
  await moderator.caller.get('/v1/abuse-reports/nothing/author-history').expect(400);
  await api.aModerator(['members:read']).caller.get(`/v1/abuse-reports/${coming}/author-history`).expect(403);
  await api.noStaff().get(`/v1/abuse-reports/${coming}/author-history`).expect(401);
});

test('a claimed report is nobody else’s for half an hour, and only its holder decides', async () => {
  const id = await report();
  const other = api.aModerator();
  const decision = { decision: 'dismiss', reason: '문제 없음' };
  await claim(id).expect(200);
  await claim(id).expect(200);
  expect((await claim(id, other).expect(409)).body).toMatchObject({ code: 'ABUSE_REPORT_TAKEN' });
  const early = await other.caller.post(`/v1/abuse-reports/${id}/decision`).send(decision).expect(409);
  expect(early.body).toMatchObject({ code: 'ABUSE_REPORT_NOT_CLAIMED' });

  api.clock.advance({ minutes: 31 });
  await claim(id, other).expect(200);
  await moderator.caller.post(`/v1/abuse-reports/${id}/decision`).send(decision).expect(409);
  await other.caller.post(`/v1/abuse-reports/${id}/decision`).send(decision).expect(200);
  await claim(id).expect(409);
  for (const path of [`/v1/abuse-reports/${newUuid()}/claim`, `/v1/abuse-reports/${newUuid()}/decision`]) {
    await moderator.caller
      .post(path)
      .send(path.endsWith('claim') ? undefined : decision)
      .expect(404);
  }
  await moderator.caller.get(`/v1/abuse-reports/${newUuid()}`).expect(404);
});

test('one decision answers every report of the text, stands in the audit log, and its author hears of it', async () => {
  const [first, second] = [await report(), await report()];
  await decide(first, { decision: 'hide' });

  const answered = await moderator.caller.get(`/v1/abuse-reports/${second}`).expect(200);
  expect(answered.body).toMatchObject({
    state: 'decided',
    decision: 'hide',
    decisionReason: '이용 수칙 위반',
  });
  await author.caller.get(`/v1/posts/${postId}`).expect(404);
  expect(api.told.at(-1)).toMatchObject({ memberId: author.id });
  expect(api.told.at(-1)?.body).toContain('이용 수칙 위반');
  expect(api.audited.at(-1)).toMatchObject({
    task: 'staffDecideAbuseReport',
    subjectIds: [author.id],
    reason: 'hide: 이용 수칙 위반',
  });
});

test('a warned member goes on writing, a restricted one when it is over, a banned one never', async () => {
  await sanction({ decision: 'warn' });
  await author.caller.get(`/v1/posts/${postId}`).expect(200);
  await api.post(author);

  const restricted = await sanction({ decision: 'restrict', days: 7 });
  expect(restricted.expiresAt).toBe(new Date(api.clock.now().getTime() + 7 * 86_400_000).toISOString());
  const refused = await author.caller.post('/v1/posts').send(aPost()).expect(403);
  expect(refused.body).toMatchObject({ code: 'MEMBER_RESTRICTED' });
  api.clock.advance({ days: 7, seconds: 1 });
  postId = await api.post(author);

  await sanction({ decision: 'ban' });
  const banned = await author.caller.post('/v1/posts').send(aPost()).expect(403);
  expect(banned.body).toMatchObject({ code: 'MEMBER_BANNED' });
  expect((await sanctionsOf(author)).map(({ kind }) => kind)).toEqual(['ban', 'restrict', 'warn']);
  const page = await author.caller.get('/v1/me/sanctions?limit=1').expect(200);
  const { nextCursor } = page.body as { nextCursor: string };
  const next = await author.caller.get(`/v1/me/sanctions?limit=1&cursor=${nextCursor}`).expect(200);
  expect(next.body).toMatchObject({ items: [{ kind: 'restrict' }] });
});

test('a reported comment is hidden and, after a granted appeal, there again', async () => {
  const path = `/v1/posts/${postId}/comments`;
  const reader = api.aPerson();
  const written = await author.caller.post(path).send({ body: '무슨 소리예요' }).expect(201);
  const { id } = written.body as { id: string };
  const textsSeen = async () => {
    const list = await reader.caller.get(path).expect(200);
    return (list.body as { items: { body: string | null }[] }).items.map(({ body }) => body);
  };
  const subject = { kind: 'comment', id };
  const reported = await reader.caller
    .post('/v1/abuse-reports')
    .send({ subject, reason: 'other' })
    .expect(201);

  await decide((reported.body as { id: string }).id, { decision: 'hide' });
  expect(await textsSeen()).not.toContain('무슨 소리예요');
  await reader.caller.post('/v1/abuse-reports').send({ subject, reason: 'advert' }).expect(404);

  const [hidden] = await sanctionsOf(author);
  await author.caller.post(`/v1/sanctions/${hidden?.id}/appeal`).send({ text: '인사였습니다' }).expect(200);
  const answer = { outcome: 'lifted', answer: '오해였습니다' };
  await api.aModerator().caller.post(`/v1/sanctions/${hidden?.id}/appeal-answer`).send(answer).expect(200);
  expect(await textsSeen()).toContain('무슨 소리예요');
});

test('a restriction needs days and a warning has none', async () => {
  const id = await report();
  await claim(id).expect(200);
  for (const body of [
    { decision: 'restrict', reason: '이유' },
    { decision: 'warn', reason: '이유', days: 3 },
    { decision: 'ban', reason: '', days: 3 },
    { decision: 'ban', reason: '이유', days: 366 },
  ]) {
    await moderator.caller.post(`/v1/abuse-reports/${id}/decision`).send(body).expect(400);
  }
});

test('an appeal is made once and answered by somebody else; a lifted sanction is as if it had not been', async () => {
  const { id } = await sanction({ decision: 'ban' });
  const appeal = (who: SafetyPerson) =>
    who.caller.post(`/v1/sanctions/${id}/appeal`).send({ text: '농담이었습니다' });
  const answer = (who: SafetyPerson, outcome = 'lifted') =>
    who.caller.post(`/v1/sanctions/${id}/appeal-answer`).send({ outcome, answer: '다시 살펴보았습니다' });
  const other = api.aModerator();

  expect((await answer(other).expect(409)).body).toMatchObject({ code: 'NO_OPEN_APPEAL' });
  await appeal(api.aPerson()).expect(404);
  await author.caller.post(`/v1/sanctions/${id}/appeal`).send({}).expect(400);
  await appeal(author).expect(200);
  expect((await appeal(author).expect(409)).body).toMatchObject({ code: 'ALREADY_APPEALED' });

  const open = await other.caller.get('/v1/sanctions').expect(200);
  expect((open.body as { items: object[] }).items.at(-1)).toMatchObject({ id, appeal: '농담이었습니다' });
  expect((await answer(moderator).expect(403)).body).toMatchObject({ code: 'OWN_SANCTION' });
  await answer(other).expect(200);
  await answer(other).expect(409);
  await api.post(author);
  await author.caller.get(`/v1/posts/${postId}`).expect(200);
  expect(api.told.at(-1)?.body).toContain('다시 살펴보았습니다');
  expect(api.audited.at(-1)).toMatchObject({ task: 'staffAnswerAppeal', subjectIds: [author.id] });
  await other.caller
    .post(`/v1/sanctions/${newUuid()}/appeal-answer`)
    .send({ outcome: 'upheld', answer: '유지' })
    .expect(404);
});

test('an upheld appeal changes nothing', async () => {
  const { id } = await sanction({ decision: 'restrict', days: 3 });
  await author.caller.post(`/v1/sanctions/${id}/appeal`).send({ text: '억울합니다' }).expect(200);
  const body = { outcome: 'upheld', answer: '수칙 위반이 맞습니다' };
  await api.aModerator().caller.post(`/v1/sanctions/${id}/appeal-answer`).send(body).expect(200);
  await author.caller.post('/v1/posts').send(aPost()).expect(403);
});

test('the reports of a reason are read by its index, and an author’s are counted by theirs', async () => {
  const { database, plans } = explaining(api.database());
  const reports = createAbuseReportRepository(database);

  await reports.list({ state: 'open', reason: 'advert' }, null, 20);
  await reports.countsOf(newUuid());

  const [queue, author] = plans;
  expect(queue).toContain('ix_abuse_reports_state_reason_priority_due_at_id');
  expect(queue).not.toContain('Sort');
  expect(author).toContain('ix_abuse_reports_member_id');
});

test('staff adds and edits rules, which hold from the next write on', async () => {
  const word = `말${newUuid().slice(-6)}`;
  const body = { kind: 'advert', language: 'ko', phrase: word, hides: true };
  const made = await moderator.caller.post('/v1/community-rules').send(body).expect(201);
  const { id } = made.body as { id: string };
  const hidden = await api.post(author, `이건 ${word} 입니다`);
  await author.caller.get(`/v1/posts/${hidden}`).expect(404);
  await moderator.caller.post('/v1/community-rules').send(body).expect(409);
  await moderator.caller
    .post('/v1/community-rules')
    .send({ ...body, phrase: '*' })
    .expect(400);

  const edit = (rule: string, tag: string) =>
    moderator.caller.patch(`/v1/community-rules/${rule}`).set('If-Match', tag).send({ active: false });
  await edit(id, '"7"').expect(412);
  await moderator.caller.patch(`/v1/community-rules/${id}`).send({ active: false }).expect(428);
  await edit(newUuid(), '"1"').expect(404);
  await edit(id, made.headers['etag'] ?? '').expect(200);
  const shown = await api.post(author, `이건 ${word} 입니다`);
  await author.caller.get(`/v1/posts/${shown}`).expect(200);

  const taken = await moderator.caller.get('/v1/community-rules?kind=advert&limit=2').expect(200);
  const { items, nextCursor } = taken.body as { items: { id: string; phrase: string }[]; nextCursor: string };
  expect(items[0]).toMatchObject({ id, active: false, version: 2 });
  const rest = await moderator.caller.get(`/v1/community-rules?kind=advert&cursor=${nextCursor}`).expect(200);
  expect((rest.body as { items: { id: string }[] }).items.some((rule) => rule.id === id)).toBe(false);
  await moderator.caller
    .patch(`/v1/community-rules/${id}`)
    .set('If-Match', '"2"')
    .send({ phrase: items[1]?.phrase })
    .expect(409);
  expect(api.audited.filter(({ task }) => task.endsWith('CommunityRule'))).toHaveLength(2);
});

test('the desk is closed to staff without the permission, and to everybody without a session', async () => {
  const outsider = api.aModerator(['members:read']);
  for (const path of ['/v1/abuse-reports', '/v1/sanctions', '/v1/community-rules']) {
    await outsider.caller.get(path).expect(403);
    await api.noStaff().get(path).expect(401);
    await moderator.caller.get(`${path}?limit=0`).expect(400);
  }
});

test('with a member goes what was said about them, and their name from what they reported', async () => {
  const [about, by] = [await report(), await report(author, await api.post(api.aPerson()))];
  await sanction({ decision: 'warn' });
  await api.database().transaction((tx) => api.safety().eraseMember(author.id, tx));

  await moderator.caller.get(`/v1/abuse-reports/${about}`).expect(404);
  expect(await sanctionsOf(author)).toEqual([]);
  const kept = await moderator.caller.get(`/v1/abuse-reports/${by}`).expect(200);
  expect(kept.body).toMatchObject({ source: 'member', note: null });
});
