import { newUuid } from '@soomcare/database';
import { expect, test } from 'vitest';

import { type MemberCaller, type StaffCaller, useBackoffice } from './harness.ts';

const api = useBackoffice();

/** The board that the migration brings. */
const STORIES = '01932e00-0000-7000-8000-000000000001';

const community = () => api.contexts().community;

const aWriter = () => api.aMember({ consents: ['service', 'community-exposure'] });

const post = async ({ id: memberId }: MemberCaller, body: string) => {
  const content = { boardId: STORIES, title: '제목', body, visibility: 'members' as const, fileIds: [] };
  const call = { key: null, fingerprint: Buffer.alloc(32) };
  return (await community().posts.create({ memberId, locale: 'ko' }, { id: newUuid(), ...content }, call)).id;
};

const report = async (by: MemberCaller, id: string) =>
  (await community().safety.reporting.report(by.id, { subject: { kind: 'post', id }, reason: 'harassment' }))
    .id;

const decide = async (by: StaffCaller, id: string, decision: object) => {
  await by.caller.post(`/v1/abuse-reports/${id}/claim`).expect(200);
  await by.caller.post(`/v1/abuse-reports/${id}/decision`).send(decision).expect(200);
};

const noticesOf = async (memberId: string) => {
  const [author] = await api
    .database()
    .rows<{ told: number }>(
      `SELECT COUNT(*) AS told FROM notifications n WHERE BIN_TO_UUID(n.member_id) = ? AND n.kind = 'community'`,
      [memberId],
    );
  return author?.told;
};

test('a report goes from the queue over a decision and an appeal to its answer, all of it in the audit log', async () => {
  const [author, reader] = [await aWriter(), await aWriter()];
  const [first, second] = [
    await api.staffOf('community-moderator'),
    await api.staffOf('community-moderator'),
  ];
  const postId = await post(author, '바보 같은 소리');
  const reportId = await report(reader, postId);

  const queue = await first.caller.get('/v1/abuse-reports').expect(200);
  expect((queue.body as { items: object[] }).items).toMatchObject([
    { id: reportId, snapshot: '제목\n바보 같은 소리' },
  ]);
  await decide(first, reportId, { decision: 'restrict', reason: '서로 존중해 주세요', days: 7 });
  await expect(post(author, '또 쓰기')).rejects.toMatchObject({ code: 'MEMBER_RESTRICTED' });

  const mine = await community().safety.ownSanctions.list(author.id, {});
  const sanctionId = mine.items[0]?.id ?? '';
  await community().safety.ownSanctions.appeal(author.id, sanctionId, '오해입니다');
  const answer = { outcome: 'lifted', answer: '다시 보니 농담이었습니다' };
  const path = `/v1/sanctions/${sanctionId}/appeal-answer`;
  await first.caller.post(path).send(answer).expect(403);
  await second.caller.post(path).send(answer).expect(200);
  await post(author, '고맙습니다');
  expect(await noticesOf(author.id)).toBe(2);

  const auditor = await api.staffOf('auditor');
  const audited = await auditor.caller.get(`/v1/audit-entries?subjectId=${author.id}`).expect(200);
  expect((audited.body as { items: object[] }).items).toMatchObject([
    { staffId: second.id, task: 'staffAnswerAppeal', reason: 'lifted: 다시 보니 농담이었습니다' },
    { staffId: first.id, task: 'staffDecideAbuseReport', reason: 'restrict: 서로 존중해 주세요' },
    { staffId: first.id, task: 'staffClaimAbuseReport' },
  ]);
  const verdict = await auditor.caller.get('/v1/audit-entries/verification').expect(200);
  expect(verdict.body).toMatchObject({ intact: true });
});

test('a hidden post is gone from the search of members at once', async () => {
  const [author, reader] = [await aWriter(), await aWriter()];
  const moderator = await api.staffOf('community-moderator');
  const postId = await post(author, '달맞이꽃길 이야기');
  const findable = () =>
    api
      .database()
      .rows(`SELECT 1 FROM search_documents d WHERE BIN_TO_UUID(d.id) = ? AND d.is_removed = 0`, [postId]);
  expect(await findable()).toHaveLength(1);

  await decide(moderator, await report(reader, postId), { decision: 'hide', reason: '광고' });
  expect(await findable()).toHaveLength(0);
});

test('moderators see posts and nobody’s records, and nurses the other way round', async () => {
  const author = await aWriter();
  const [moderator, nurse] = [await api.staffOf('community-moderator'), await api.staffOf('care')];
  await moderator.caller.get(`/v1/members/${author.id}`).expect(403);
  await nurse.caller.get('/v1/abuse-reports').expect(403);
  await nurse.caller.get('/v1/community-rules').expect(403);
});
