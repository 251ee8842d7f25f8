import { newUuid } from '@soomcare/database';
import { beforeEach, describe, expect, test } from 'vitest';

import { createMedicated } from '../testing/medicated.ts';
import { START, useMedicationsApi } from '../testing/medications-api.ts';

const harness = useMedicationsApi();
const { clock, database } = harness;
const aMedicated = createMedicated(harness);

/** Noon in Seoul: the dose of eight is missed from now on, those of an hour ago are due. */
const AN_HOUR_AGO = '2026-03-10T02:00:00.000Z';

beforeEach(() => {
  clock.set(START);
});

describe('snoozing a dose', () => {
  const reminders = (memberId: string) =>
    database().rows<{ kind: string; dueAt: string }>(
      `SELECT r.kind, CAST(r.due_at AS CHAR) AS dueAt FROM reminders r
        WHERE r.member_id = UUID_TO_BIN(?) ORDER BY r.due_at`,
      [memberId],
    );

  test('moves its reminder, and only its own', async () => {
    const { actor, me, aDose } = await aMedicated();
    const [dose, other] = [await aDose({ dueAt: AN_HOUR_AGO }), await aDose({ dueAt: AN_HOUR_AGO })];

    const answer = await me.post(`${dose.path}/snooze`).send({ minutes: 15 }).expect(200);

    expect(answer.body).toMatchObject({
      state: 'snoozed',
      snoozedUntil: '2026-03-10T03:15:00.000Z',
      answeredAt: null,
    });
    expect((await me.get(other.path)).body).toMatchObject({ state: 'due', snoozedUntil: null });
    expect(await reminders(actor.id)).toEqual([{ kind: 'snooze', dueAt: '2026-03-10 03:15:00.000' }]);
  });

  test('again in the same minute is the same snooze, a minute later another one', async () => {
    const { me, aDose } = await aMedicated();
    const dose = await aDose({ dueAt: AN_HOUR_AGO });
    clock.advance({ seconds: 5 });
    const snooze = () => me.post(`${dose.path}/snooze`).send({ minutes: 10 }).expect(200);

    const first = await snooze();
    clock.advance({ seconds: 50 });
    const again = await snooze();
    clock.advance({ minutes: 1 });
    const anew = await snooze();

    expect(first.body).toMatchObject({ snoozedUntil: '2026-03-10T03:11:00.000Z', version: 2 });
    expect(again.body).toEqual(first.body);
    expect(anew.body).toMatchObject({ snoozedUntil: '2026-03-10T03:12:00.000Z', version: 3 });
  });

  test('is not for a dose that is not due yet, missed, or answered', async () => {
    const { me, aDose } = await aMedicated();
    const [early, missed, taken] = [
      await aDose({ dueAt: '2026-03-10T03:00:01.000Z' }),
      await aDose(),
      await aDose({ dueAt: AN_HOUR_AGO }),
    ];
    await me.post(`${taken.path}/take`).send({}).expect(200);
    const snooze = (path: string) => me.post(`${path}/snooze`).send({ minutes: 5 }).expect(409);

    expect((await snooze(early.path)).body).toMatchObject({ code: 'DOSE_NOT_OPEN' });
    expect((await snooze(missed.path)).body).toMatchObject({ code: 'DOSE_NOT_OPEN' });
    expect((await snooze(taken.path)).body).toMatchObject({ code: 'DOSE_ALREADY_ANSWERED' });
  });

  test('goes to the next dose of its schedule and never past it', async () => {
    const { actor, me, aDose } = await aMedicated();
    const scheduleId = newUuid();
    const dose = await aDose({ dueAt: AN_HOUR_AGO, scheduleId });
    await aDose({ dueAt: '2026-03-10T03:20:00.000Z', scheduleId, cancelledAt: START });
    await aDose({ dueAt: '2026-03-10T03:30:00.000Z', scheduleId });

    const refused = await me.post(`${dose.path}/snooze`).send({ minutes: 31 }).expect(422);
    await me.post(`${dose.path}/snooze`).send({ minutes: 30 }).expect(200);

    expect(refused.body).toMatchObject({ code: 'DOSE_SNOOZE_TOO_LONG' });
    expect(await reminders(actor.id)).toHaveLength(1);
  });

  test.each([{ minutes: 4 }, { minutes: 241 }, { minutes: 7.5 }, {}])(
    'for %j is a bad request',
    async (body) => {
      const { me, aDose } = await aMedicated();
      const dose = await aDose({ dueAt: AN_HOUR_AGO });

      await me.post(`${dose.path}/snooze`).send(body).expect(400);
    },
  );
});

describe('undoing', () => {
  test('a taking takes its intake out of the diary, and can be sent again', async () => {
    const { me, aDose, recorded } = await aMedicated();
    const dose = await aDose({ dueAt: AN_HOUR_AGO });
    await me.post(`${dose.path}/take`).send({}).expect(200);

    const undone = await me.delete(`${dose.path}/answer`).expect(200);
    const again = await me.delete(`${dose.path}/answer`).expect(200);

    expect(undone.body).toMatchObject({
      state: 'due',
      takenAt: null,
      takenAmount: null,
      answeredAt: null,
      version: 3,
    });
    expect(again.body).toEqual(undone.body);
    expect(recorded()).toEqual([]);
  });

  test('a skip or a snooze opens the dose', async () => {
    const { me, aDose } = await aMedicated();
    const [skipped, snoozed] = [await aDose({ dueAt: AN_HOUR_AGO }), await aDose({ dueAt: AN_HOUR_AGO })];
    await me.post(`${skipped.path}/skip`).send({ reason: 'a' }).expect(200);
    await me.post(`${snoozed.path}/snooze`).send({ minutes: 5 }).expect(200);

    for (const { path } of [skipped, snoozed]) {
      const answer = await me.delete(`${path}/answer`).expect(200);
      expect(answer.body).toMatchObject({ state: 'due', skipReason: null, snoozedUntil: null });
    }
  });
});
