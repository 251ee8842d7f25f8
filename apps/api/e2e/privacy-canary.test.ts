import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { createBlindIndex, createFieldCipher, newUuid, sqlInstant, uuidToBinary } from '@soomcare/database';
import { createStaffSetUp, totpCodeAt } from '@soomcare/identity';
import { createTestServiceAccount, type FcmDouble, startFcmDouble } from '@soomcare/testing';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';

import { CANARY, canaryDiary, canaryMedicine, canaryMistakes, isCanaryIn } from './canary-diary.ts';
import { type AppProcess } from './faults/app-process.ts';
import { usePrivateWorld } from './faults/private-world.ts';

const TEST_MS = 180_000;
const SOON = { timeout: 60_000, interval: 50 };
const STAFF_PASSWORD = '숨이 편안한 하루 42 의 긴 암호';
const TOTP_SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
const REMINDER_WINDOW_MS = 30 * 60_000;

const world = usePrivateWorld();
const account = createTestServiceAccount();
let fcm: FcmDouble;
/** Every command that any program sends to Redis, with keys and values. */
const commands: string[] = [];
let spy: Redis;

beforeAll(async () => {
  fcm = await startFcmDouble({ account });
  const redis = new Redis(world.redis.url);
  spy = await redis.monitor();
  redis.disconnect();
  spy.on('monitor', (_time: string, words: string[]) => commands.push(words.join(' ')));
});
afterAll(async () => {
  spy.disconnect();
  await fcm.close();
});

interface Sent {
  readonly status: number;
  readonly text: string;
  readonly cookie: string;
}

const callerOf =
  ({ port }: AppProcess, headers: Readonly<Record<string, string>> = {}) =>
  async (method: string, path: string, body?: object): Promise<Sent> => {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      headers: { ...headers, ...(body ? { 'Content-Type': 'application/json' } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    return { status: answer.status, text: await answer.text(), cookie };
  };
type Caller = ReturnType<typeof callerOf>;

/** Puts the one dose of tomorrow, and its reminder, to now. */
const makeDoseDue = (memberId: string) =>
  world.withDatabase(async (database) => {
    const [due, ends] = [new Date(), new Date(Date.now() + REMINDER_WINDOW_MS)].map(sqlInstant);
    const member = uuidToBinary(memberId);
    const [slot] = await database.rows<{ id: string }>(
      'SELECT BIN_TO_UUID(s.id) AS id FROM dose_slots s WHERE s.member_id = ?',
      [member],
    );
    await database.run('UPDATE dose_slots s SET s.due_at = ? WHERE s.member_id = ?', [due, member]);
    await database.run(
      'UPDATE reminders r SET r.due_at = ?, r.available_at = ?, r.expires_at = ? WHERE r.member_id = ?',
      [due, due, ends, member],
    );
    return slot?.id ?? '';
  });

/** A nurse who opens the member's records and reads them. */
const readAsStaff = async (backoffice: AppProcess, memberId: string) => {
  const email = 'nurse@soomcare.example';
  const { secrets } = world.config();
  await world.withDatabase((database) => {
    const storage = {
      database,
      cipher: createFieldCipher({ keys: secrets.fieldKeys }),
      blindIndex: createBlindIndex(secrets.indexKey),
    };
    const setUp = createStaffSetUp({ storage, secrets, clock: { now: () => new Date(), newId: newUuid } });
    const seed = { name: '김수민', role: 'care' as const, password: STAFF_PASSWORD, totpSecret: TOTP_SECRET };
    return setUp.create({ email, ...seed });
  });

  const anyone = callerOf(backoffice);
  const begun = await anyone('POST', '/v1/auth/sessions', { email, password: STAFF_PASSWORD });
  const { challenge } = JSON.parse(begun.text) as { challenge: string };
  const code = totpCodeAt(TOTP_SECRET, new Date());
  const { cookie, text } = await anyone('POST', '/v1/auth/sessions/totp', { challenge, code });
  const { csrfToken } = JSON.parse(text) as { csrfToken: string };
  const nurse = callerOf(backoffice, { Cookie: cookie, 'X-CSRF-Token': csrfToken });
  const access = { reason: '회원 문의: 기록이 보이지 않음', minutes: 30 };
  await nurse('POST', `/v1/members/${memberId}/record-access`, access);
  return Promise.all(
    ['symptom-records', 'peak-flows', 'spirometries', 'intakes', 'exacerbations'].map((kind) =>
      nurse('GET', `/v1/members/${memberId}/${kind}`),
    ),
  );
};

/** All that somebody else may ask for who looks for the canary. */
const searchAs = async (reader: Caller, ownPaths: readonly string[]) => {
  const words = ['카나리아', '카나리아둥지', 'soomcanary', CANARY].map(encodeURIComponent);
  const paths = [
    ...words.flatMap((word) => [`/v1/search?q=${word}`, `/v1/search/suggestions?q=${word}`]),
    ...words.map((word) => `/v1/drugs?q=${word}`),
    ...['/v1/posts', '/v1/articles', '/v1/notifications', '/v1/symptom-records', '/v1/medications'],
    ...ownPaths,
  ];
  return Promise.all(paths.map((path) => reader('GET', path)));
};

/** Resolves when the worker has made and mailed them. */
const hasReportAndExport = async (me: Caller) => {
  const to = Temporal.Now.plainDateISO('Asia/Seoul');
  const days = { from: to.subtract({ days: 1 }).toString(), to: to.toString() };
  const wish = { ...days, language: 'ko', sections: ['symptoms', 'medications', 'notes'] };
  const report = await me('POST', '/v1/reports', wish);
  expect(report).toMatchObject({ status: 201, text: expect.stringContaining(CANARY) as unknown });
  const { id } = JSON.parse(report.text) as { id: string };
  expect((await me('POST', `/v1/reports/${id}/mail`)).status).toBe(202);
  const started = await me('POST', '/v1/me/exports');
  const place = `/v1/me/exports/${(JSON.parse(started.text) as { id: string }).id}`;
  await vi.waitUntil(async () => (await me('GET', place)).text.includes('"ready"'), SOON);
  await vi.waitUntil(() => mailed().length > 0, SOON);
};

const mailed = () => {
  const folder = world.mailbox();
  if (!existsSync(folder)) return [];
  return readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
};

test(
  'what a member writes about their health is in no log line, no push, no Redis command, no mail, no other member’s answer',
  async () => {
    const trace = { LOG_LEVEL: 'trace' };
    const push = { FCM_SERVICE_ACCOUNT: account.keyFile, FCM_TOKEN_URL: fcm.url, FCM_MESSAGES_URL: fcm.url };
    const api = await world.startApi(trace);
    const worker = await world.startWorker({ ...trace, ...push });
    const backoffice = await world.startBackoffice(trace);
    const [patient, reader] = await world.createMembers(api, 2);
    if (!patient || !reader) throw new Error('two members were made');
    const [me, other] = [patient, reader].map(({ sessions }) =>
      callerOf(api, { Authorization: `Bearer ${sessions[0]?.accessToken ?? ''}` }),
    );
    if (!me || !other) throw new Error('both are logged in');

    const phone = { name: '전화기', platform: 'android', pushToken: 'f'.repeat(140) };
    await me('PUT', `/v1/me/devices/${newUuid()}`, phone);
    const written = [];
    for (const { path, body } of [...canaryDiary(new Date()), ...canaryMedicine(new Date())]) {
      written.push({ path, ...(await me('POST', path, body)) });
    }
    expect(written.filter(({ status }) => ![200, 201].includes(status))).toEqual([]);
    const mistaken = await Promise.all(canaryMistakes.map(({ path, body }) => me('POST', path, body)));
    expect(mistaken.every(({ status }) => status >= 400 && status < 500)).toBe(true);
    await hasReportAndExport(me);

    const doseId = await makeDoseDue(patient.id);
    await vi.waitUntil(() => fcm.stats().accepted > 0, SOON);
    expect((await me('POST', `/v1/doses/${doseId}/skip`, { reason: CANARY })).status).toBe(200);
    const seenByStaff = await readAsStaff(backoffice, patient.id);
    const ownPaths = written.flatMap(({ path, text }) => {
      const { id } = JSON.parse(text) as { id?: string };
      return id === undefined ? [] : [`${path}/${id}`];
    });
    const seenByOther = await searchAs(other, ownPaths);
    const seenByMe = await Promise.all(
      ['/v1/symptom-records', '/v1/medications'].map((path) => me('GET', path)),
    );

    // The canary is there: who may read it does.
    expect(seenByStaff.every(({ text }) => isCanaryIn(text))).toBe(true);
    expect(seenByMe.every(({ text }) => isCanaryIn(text))).toBe(true);
    const sinks = {
      logs: [api, worker, backoffice].map((app) => app.log()),
      redis: commands,
      pushes: [JSON.stringify(fcm.lastMessage())],
      mails: mailed(),
      refusals: mistaken.map(({ text }) => text),
      'another member’s answers': seenByOther.map(({ text }) => text),
    };
    expect(sinks.logs.every((log) => log.includes('"msg":'))).toBe(true);
    expect(commands.length).toBeGreaterThan(0);
    expect(fcm.stats().accepted).toBe(1);
    expect(Object.entries(sinks).filter(([, texts]) => texts.some(isCanaryIn))).toEqual([]);
  },
  TEST_MS,
);
