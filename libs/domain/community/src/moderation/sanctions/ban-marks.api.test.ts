import { expect, test } from 'vitest';

import { aPost } from '../../testing/community-api.ts';
import { type SafetyPerson, useSafetyApi } from '../../testing/safety-api.ts';

const api = useSafetyApi();

const ban = async (author: SafetyPerson, days?: number) => {
  const subject = { kind: 'post', id: await api.post(author) };
  const reporter = api.aPerson();
  const report = await reporter.caller
    .post('/v1/abuse-reports')
    .send({ subject, reason: 'harassment' })
    .expect(201);
  const place = `/v1/abuse-reports/${(report.body as { id: string }).id}`;
  const { caller } = api.aModerator();
  await caller.post(`${place}/claim`).expect(200);
  const decision = { decision: 'ban', reason: '이용 수칙 위반', ...(days === undefined ? {} : { days }) };
  await caller.post(`${place}/decision`).send(decision).expect(200);
};

const leave = ({ id }: SafetyPerson) => api.database().transaction((tx) => api.safety().eraseMember(id, tx));

const write = ({ caller }: SafetyPerson) => caller.post('/v1/posts').send(aPost());

test('who is banned and signs up anew reads, and does not write until the ban is over', async () => {
  const author = api.aPerson();
  await ban(author, 30);
  await leave(author);

  const again = api.newAccountOf(author);
  expect((await write(again).expect(403)).body).toMatchObject({ code: 'BANNED_BEFORE' });
  expect((await write(again).expect(403)).body).toMatchObject({ code: 'BANNED_BEFORE' });
  await again.caller.get('/v1/posts').expect(200);
  await write(api.aPerson(0)).expect(201);

  api.clock.advance({ days: 30, seconds: 1 });
  await write(api.newAccountOf(author)).expect(201);
  expect(await api.safety().housekeeping()).toBe(1);
  expect(await api.safety().housekeeping()).toBe(0);
});

test('a ban without an end follows who has left for a year', async () => {
  const author = api.aPerson();
  await ban(author);
  await leave(author);

  api.clock.advance({ days: 364 });
  await write(api.newAccountOf(author)).expect(403);
  api.clock.advance({ days: 2 });
  await write(api.newAccountOf(author)).expect(201);
});

test('a ban that an appeal has lifted follows nobody', async () => {
  const author = api.aPerson();
  await ban(author);
  const [sanction] = (
    (await author.caller.get('/v1/me/sanctions').expect(200)).body as { items: { id: string }[] }
  ).items;
  const place = `/v1/sanctions/${sanction?.id}`;
  await author.caller.post(`${place}/appeal`).send({ text: '오해입니다' }).expect(200);
  await api
    .aModerator()
    .caller.post(`${place}/appeal-answer`)
    .send({ outcome: 'lifted', answer: '오해가 맞습니다' })
    .expect(200);
  await leave(author);

  await write(api.newAccountOf(author)).expect(201);
});
