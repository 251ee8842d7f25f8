import { newUuid, uuidToBinary } from '@soomcare/database';
import { expect, test } from 'vitest';

import { aMember, aSchedule, aTablet, locationOf, useMedicationsApi } from '../testing/medications-api.ts';

const { api, clock, database, medications } = useMedicationsApi();

/** A member whose medicine has been taken since the first of March, and is told of on the tenth at noon. */
const aLateTold = async (schedule: object = {}) => {
  const actor = aMember(clock);
  const me = api.as(actor);
  const medication = locationOf(await me.post('/v1/medications').send(aTablet()).expect(201));
  const made = await me.post(`${medication}/schedules`).send(aSchedule(schedule)).expect(201);
  const { id } = made.body as { id: string };
  const countOf = async (table: 'dose_slots' | 'reminders') => {
    const sql = `SELECT COUNT(*) AS count FROM ${table} t WHERE t.member_id = ? AND t.due_at <= ?`;
    const [row] = await database().rows<{ count: number }>(sql, [uuidToBinary(actor.id), clock.now()]);
    return row?.count;
  };

  return { actor, me, id, countOf };
};

test('what was due before the schedule was made becomes missed doses, without a reminder', async () => {
  const { actor, me, id, countOf } = await aLateTold();

  await medications().addPastDoses(actor.id, id);

  // Nine whole days, and the morning of the tenth.
  expect(await countOf('dose_slots')).toBe(19);
  expect(await countOf('reminders')).toBe(0);
  const answer = await me.get('/v1/adherence?from=2026-03-01&to=2026-03-10').expect(200);
  expect(answer.body).toMatchObject({ range: { expected: 18, missed: 18 } });
});

test('telling it again changes nothing, and a course that is over has its doses alone', async () => {
  const { actor, id, countOf } = await aLateTold({ endsOn: '2026-03-03' });

  await medications().addPastDoses(actor.id, id);
  await medications().addPastDoses(actor.id, id);

  expect(await countOf('dose_slots')).toBe(6);
});

test('nobody else’s schedule is told of', async () => {
  const { id } = await aLateTold();

  await expect(medications().addPastDoses(newUuid(), id)).rejects.toMatchObject({
    code: 'SCHEDULE_NOT_FOUND',
  });
});
