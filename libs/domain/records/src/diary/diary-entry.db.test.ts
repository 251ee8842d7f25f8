import { newUuid, pendingSchemaChanges, uuidToBinary } from '@soomcare/database';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { createRecords } from '../records.module.ts';
import { recordsTables } from '../records.tables.ts';
import { aPlan } from '../testing/a-plan.ts';
import { aMember, useRecordsApi } from '../testing/records-api.ts';
import { listening } from '../testing/listening-database.ts';
import { sampleKinds } from '../testing/sample-entries.ts';

const { api, clock, database, records } = useRecordsApi();

const tableNames = recordsTables.map(({ options }) => options.tableName ?? '');
const call = () => ({ timeZone: 'Asia/Seoul', key: null, fingerprint: Buffer.alloc(32) });
const noSymptoms = (occurredAt: string) => ({ occurredAt, noSymptoms: true });

const countRows = async (memberId: string) => {
  const counts = await Promise.all(
    [...tableNames, 'idempotency_keys'].map((name) =>
      database().rows<{ count: number }>(`SELECT COUNT(*) AS count FROM ${name} e WHERE e.member_id = ?`, [
        uuidToBinary(memberId),
      ]),
    ),
  );
  return counts.map(([row]) => row?.count);
};

/** A member with one row in each table, made with an Idempotency-Key. */
const aFullMember = async () => {
  const actor = aMember(clock);
  const me = api.as(actor);
  for (const { path, body } of sampleKinds)
    await me.post(path).set('Idempotency-Key', 'k').send(body).expect(201);
  await me.post('/v1/personal-bests').send({ litresPerMinute: 500, validFrom: '2026-01-01' }).expect(201);
  await me.post('/v1/action-plans').send(aPlan()).expect(201);
  return { actor, me };
};

test('after the migrations the entities have nothing left to change', async () => {
  expect(await pendingSchemaChanges(database())).toEqual([]);
});

test('a create with a client id is one INSERT', async () => {
  const { heard, statements } = listening(database());
  const { symptomRecords } = createRecords({ database: heard, now: clock.now, newId: newUuid });

  await symptomRecords.record(newUuid(), { ...noSymptoms('2026-03-10T00:00:00Z'), id: newUuid() }, call());

  expect(statements.map(({ sql }) => sql)).toEqual([expect.stringMatching(/^INSERT INTO symptom_records /)]);
});

test('a read of one entry is one SELECT, of a page too', async () => {
  const { heard, statements } = listening(database());
  const { symptomRecords } = createRecords({ database: heard, now: clock.now, newId: newUuid });
  const memberId = newUuid();
  const { id } = await symptomRecords.record(memberId, noSymptoms('2026-03-10T00:00:00Z'), call());
  statements.length = 0;

  await symptomRecords.get(memberId, id);
  await symptomRecords.list(memberId, {});

  expect(statements.map(({ sql }) => sql.slice(0, 7))).toEqual(['SELECT ', 'SELECT ']);
});

test('paging gives every row exactly once, newest first, however many are added meanwhile', async () => {
  const { symptomRecords } = records();
  // Few instants, so that many rows share one and the id has to decide.
  const instants = fc
    .integer({ min: 0, max: 40 })
    .map((n) => new Date(Date.UTC(2026, 2, 1) + n * 6 * 3_600_000).toISOString());
  const zones = fc.constantFrom('Asia/Seoul', 'America/New_York', 'Australia/Lord_Howe');
  const rows = fc.array(fc.record({ occurredAt: instants, timeZone: zones }), {
    minLength: 1,
    maxLength: 15,
  });
  clock.set('2026-03-20T00:00:00Z');

  await fc.assert(
    fc.asyncProperty(rows, rows, fc.integer({ min: 1, max: 5 }), async (before, meanwhile, limit) => {
      const memberId = newUuid();
      const record = (body: { occurredAt: string; timeZone: string }) =>
        symptomRecords.record(memberId, { ...body, noSymptoms: true }, call());
      const ids = await Promise.all(before.map(async (body) => (await record(body)).id));

      const seen: { id: string; recordedOn: string; occurredAt: string }[] = [];
      const toCome = [...meanwhile];
      let cursor: string | null = null;
      do {
        const page: Awaited<ReturnType<typeof symptomRecords.list>> = await symptomRecords.list(memberId, {
          limit,
          ...(cursor === null ? {} : { cursor }),
        });
        seen.push(...page.items);
        cursor = page.nextCursor;
        const next = toCome.pop();
        if (next) await record(next);
      } while (cursor !== null);

      const order = seen.map(({ id, recordedOn, occurredAt }) => `${recordedOn} ${occurredAt} ${id}`);
      expect(order).toEqual(order.toSorted().reverse());
      expect(
        seen
          .map(({ id }) => id)
          .filter((id) => ids.includes(id))
          .toSorted(),
      ).toEqual(ids.toSorted());
      expect(new Set(order).size).toBe(order.length);
    }),
    { numRuns: 25 },
  );
});

describe('eraseMember', () => {
  test('leaves nothing of the member and all of everyone else', async () => {
    const [gone, stays] = [await aFullMember(), await aFullMember()];
    const full = await countRows(stays.actor.id);

    await database().transaction((tx) => records().eraseMember(gone.actor.id, tx));

    expect(full.every((count) => count !== undefined && count > 0)).toBe(true);
    expect(await countRows(gone.actor.id)).toEqual(full.map(() => 0));
    expect(await countRows(stays.actor.id)).toEqual(full);
  });
});

describe('housekeeping', () => {
  test('destroys what was removed more than 30 days ago, which until then can be restored', async () => {
    clock.set('2026-03-10T03:00:00Z');
    const { actor, me } = await aFullMember();
    const page = await me.get('/v1/symptom-records').expect(200);
    const item = `/v1/symptom-records/${(page.body as { items: { id: string }[] }).items[0]?.id}`;
    await me.delete(item).expect(204);

    clock.advance({ days: 30 });
    await records().housekeeping();
    await me.post(`${item}/restore`).expect(200);
    await me.delete(item).expect(204);
    clock.advance({ days: 30, milliseconds: 1 });
    await me.post(`${item}/restore`).expect(404);
    await records().housekeeping();

    expect(await countRows(actor.id)).toEqual([1, 0, 1, 1, 1, 1, 1, 1, 4, 0]);
  });

  test('takes as many batches as there are rows', async () => {
    clock.set('2026-03-10T03:00:00Z');
    const memberId = newUuid();
    await records().symptomRecords.record(memberId, noSymptoms('2026-03-10T00:00:00Z'), call());
    const columns =
      'version, created_at, updated_at, create_fingerprint, recorded_on, time_zone, occurred_at, no_symptoms, triggers';
    await database().run(
      `INSERT INTO symptom_records (member_id, id, deleted_at, ${columns})
       WITH RECURSIVE counted AS (SELECT 1 AS number UNION ALL SELECT number + 1 FROM counted WHERE number < 1000)
       SELECT e.member_id, RANDOM_BYTES(16), '2026-01-01', ${columns} FROM symptom_records e, counted WHERE e.member_id = ?`,
      [uuidToBinary(memberId)],
    );

    expect(await records().housekeeping()).toBeGreaterThanOrEqual(1000);
    expect((await countRows(memberId))[1]).toBe(1);
  });
});
