import { createCache, VERSION_SECONDS } from '@soomcare/cache';
import { testServices } from '@soomcare/config';
import { newUuid, uuidToBinary } from '@soomcare/database';
import { createLogger } from '@soomcare/observability';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { type Member, useApi } from './harness.ts';

const api = useApi();

const month = new Date().toISOString().slice(0, 7);
const calendar = `/v1/calendar/${month}`;

/** Both reads of which every kind of entry and the personal bests are a part. */
const tagsOf = async ({ caller }: Member, list: string) => {
  const [seenMonth, seenList] = [await caller.get(calendar).expect(200), await caller.get(list).expect(200)];
  return { [calendar]: seenMonth.headers['etag'] ?? '', [list]: seenList.headers['etag'] ?? '' };
};

/** What the reads answer to whoever holds these tags. */
const statusesOf = async ({ caller }: Member, tags: Readonly<Record<string, string>>) => {
  const answers = Object.entries(tags).map(([path, tag]) => caller.get(path).set('If-None-Match', tag));
  return (await Promise.all(answers)).map(({ status }) => status);
};

const at = () => api.clock.now().toISOString();
const kinds = [
  ['/v1/symptom-records', () => ({ occurredAt: at(), symptoms: [{ kind: 'cough', severity: 2 }] })],
  [
    '/v1/peak-flows',
    () => ({ measuredAt: at(), blows: [410], scale: 'EU', bronchodilator: 'pre', meterId: 'mini-1' }),
  ],
  ['/v1/spirometries', () => ({ measuredAt: at(), fev1Litres: 2.85, fvcLitres: 3.6, bronchodilator: 'pre' })],
  ['/v1/intakes', () => ({ takenAt: at(), drugName: '벤토린 에보할러', puffs: 2, purpose: 'as_needed' })],
  ['/v1/exacerbations', () => ({ startedAt: at(), kind: 'emergency-visit' })],
] as const;

describe.each(kinds)('%s', (path, body) => {
  test('a create, an edit, a removal and a restore each show at the next read', async () => {
    const member = await api.signUp();
    const { caller } = member;
    const changes = [
      () => caller.post(path).send({ id, ...body() }),
      () => caller.patch(`${path}/${id}`).set('If-Match', '"1"').send({ note: '다시 적음' }),
      () => caller.delete(`${path}/${id}`),
      () => caller.post(`${path}/${id}/restore`),
    ];
    const id = newUuid();

    for (const change of changes) {
      const tags = await tagsOf(member, path);
      expect(await statusesOf(member, tags)).toEqual([304, 304]);

      expect((await change()).status).toBeLessThan(300);

      expect(await statusesOf(member, tags)).toEqual([200, 200]);
    }
  });
});

test('a personal best changes the zones of readings, so confirming and removing one shows in their list', async () => {
  const member = await api.signUp();
  const before = await tagsOf(member, '/v1/peak-flows');
  const best = await member.caller
    .post('/v1/personal-bests')
    .send({ litresPerMinute: 500, validFrom: `${month}-01` })
    .expect(201);
  expect(await statusesOf(member, before)).toEqual([200, 200]);

  const after = await tagsOf(member, '/v1/peak-flows');
  await member.caller.delete(`/v1/personal-bests/${(best.body as { id: string }).id}`).expect(204);
  expect(await statusesOf(member, after)).toEqual([200, 200]);
});

test('what another member writes changes nothing, and their tags open nothing', async () => {
  const [member, other] = [await api.signUp(), await api.signUp()];
  const tags = await tagsOf(member, '/v1/peak-flows');

  await other.caller.post('/v1/peak-flows').send(kinds[1][1]()).expect(201);

  expect(await statusesOf(member, tags)).toEqual([304, 304]);
  expect(await statusesOf(other, tags)).toEqual([200, 200]);
});

test('a tag is worth nothing after the log-out', async () => {
  const member = await api.signUp();
  const tags = await tagsOf(member, '/v1/peak-flows');
  await member.caller.delete('/v1/auth/sessions/current').expect(204);

  expect(await statusesOf(member, tags)).toEqual([401, 401]);
});

describe('a writer that dies between its commit and the renewal', () => {
  let redis: Awaited<ReturnType<typeof createCache>>['redis'];
  let close: () => Promise<void>;
  beforeAll(async () => {
    const url = testServices().redisUrl ?? '';
    const logger = createLogger({ level: 'silent', name: 'test' });
    ({ redis, close } = await createCache({ url, prefix: 'unused', logger }));
  });
  afterAll(() => close());

  test('leaves the old month for as long as its version lives, a minute at most', async () => {
    const member = await api.signUp();
    const { id } = (await member.caller.get('/v1/me').expect(200)).body as { id: string };
    await member.caller.post('/v1/symptom-records').send(kinds[0][1]()).expect(201);
    const tags = await tagsOf(member, '/v1/symptom-records');

    await api
      .database()
      .run('UPDATE symptom_records SET deleted_at = NOW(3) WHERE member_id = ?', [uuidToBinary(id)]);
    expect(await statusesOf(member, tags)).toEqual([304, 304]);
    const [key = ''] = await redis.keys(`*:version:${id}`);
    const secondsLeft = await redis.ttl(key);
    expect(secondsLeft).toBeGreaterThan(0);
    expect(secondsLeft).toBeLessThanOrEqual(VERSION_SECONDS);
    // Its end of life, without the wait.
    await redis.del(key);

    expect(await statusesOf(member, tags)).toEqual([200, 200]);
  });
});
