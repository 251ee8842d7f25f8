import { newUuid } from '@soomcare/database';
import { idempotencyKeyTable } from '@soomcare/http';
import { type Caller, createFakeClock, truncateAll, useTestApi, useTestDatabase } from '@soomcare/testing';
import { beforeEach, expect, test } from 'vitest';

import { createRecords } from '../records.module.ts';
import { recordsTables } from '../records.tables.ts';
import { aPlan } from '../testing/a-plan.ts';
import { type Heard, listening } from '../testing/listening-database.ts';
import { ENTRIES_A_DAY, makeLongDiary, walked } from '../testing/long-diary.ts';
import { aMember, START } from '../testing/records-api.ts';

const database = useTestDatabase({ entities: [...recordsTables, idempotencyKeyTable] });
const clock = createFakeClock(START);
let statements: Heard[] = [];
const api = useTestApi(() => {
  const listener = listening(database());
  statements = listener.statements;
  return {
    endpoints: createRecords({ database: listener.heard, now: clock.now, newId: newUuid }).memberRoutes,
    now: clock.now,
  };
});

let me: Caller;
const at = '2026-03-10T08:00:00+09:00';
const aReading = (litres: number) => ({
  measuredAt: at,
  blows: [litres],
  scale: 'EU',
  bronchodilator: 'pre',
});
const anIntake = { takenAt: at, drugName: '벤토린', puffs: 6, purpose: 'as_needed' };

/** What was read for the answer alone, after the entry was written. */
const readForAnswer = () => {
  const inserted = statements.findIndex(({ sql }) => sql.startsWith('INSERT'));
  return statements.slice(inserted + 1).filter(({ sql }) => sql.startsWith('SELECT'));
};

beforeEach(() => {
  me = api.as(aMember(clock));
  statements.length = 0;
});

test('a write that calls for nothing reads nothing more', async () => {
  await me.post('/v1/symptom-records').send({ occurredAt: at, noSymptoms: true }).expect(201);
  expect(readForAnswer()).toEqual([]);

  statements.length = 0;
  await me
    .post('/v1/intakes')
    .send({ ...anIntake, purpose: 'scheduled' })
    .expect(201);
  expect(readForAnswer()).toEqual([]);

  statements.length = 0;
  await me.post('/v1/peak-flows').send(aReading(200)).expect(201);
  expect(readForAnswer()).toEqual([]);
});

test('a reading below the personal best reads the plan in one statement', async () => {
  await me.post('/v1/personal-bests').send({ litresPerMinute: 500, validFrom: '2026-01-01' }).expect(201);
  await me.post('/v1/action-plans').send(aPlan()).expect(201);
  statements.length = 0;

  await me.post('/v1/peak-flows').send(aReading(200)).expect(201);

  expect(readForAnswer()).toHaveLength(1);
});

test('relief is looked up in sixteen days of the diary, however long it is', async () => {
  await truncateAll(database());
  await me.post('/v1/intakes').send(anIntake).expect(201);
  await makeLongDiary(database(), 'intakes');
  statements.length = 0;

  await me.post('/v1/intakes').send(anIntake).expect(201);

  const [relief] = readForAnswer();
  const { key, read } = await walked(database(), relief?.sql ?? '', relief?.params ?? []);
  expect(key).toBe('ix_intakes_member_id_recorded_on_taken_at_id');
  expect(read).toBeLessThanOrEqual(16 * ENTRIES_A_DAY + 2);
});
