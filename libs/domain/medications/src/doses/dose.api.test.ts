import { newUuid } from '@soomcare/database';
import { beforeEach, describe, expect, test } from 'vitest';

import { createMedicated } from '../testing/medicated.ts';
import { aMember, aReliever, START, useMedicationsApi } from '../testing/medications-api.ts';
import type { DoseView } from './dose.schemas.ts';

const harness = useMedicationsApi();
const { api, clock, intakes } = harness;
const aMedicated = createMedicated(harness);

/** Noon in Seoul: the dose of eight is missed from now on, those of an hour ago are due. */
const AN_HOUR_AGO = '2026-03-10T02:00:00.000Z';

beforeEach(() => {
  clock.set(START);
});

describe('the doses of a day', () => {
  test('are listed with their medicine and state, in the order in which they are due', async () => {
    const { me, medicationId, aDose } = await aMedicated();
    const later = await aDose({ dueAt: '2026-03-10T09:00:00.000Z', localTime: '18:00' });
    const morning = await aDose();
    await aDose({ dueAt: '2026-03-10T23:00:00.000Z' });

    const answer = await me.get('/v1/doses?date=2026-03-10').expect(200);

    expect(answer.body).toMatchObject({
      date: '2026-03-10',
      items: [
        { id: morning.id, state: 'missed', medicationId, medicationName: '싱귤레어정 10mg', unit: 'tablet' },
        { id: later.id, state: 'scheduled', amount: 1, localTime: '18:00', takenAt: null, version: 1 },
      ],
    });
  });

  test('are not sent again until one of them changes', async () => {
    const { me, aDose } = await aMedicated();
    const dose = await aDose();
    const first = await me.get('/v1/doses?date=2026-03-10').expect(200);
    const again = () => me.get('/v1/doses?date=2026-03-10').set('If-None-Match', first.headers['etag'] ?? '');

    await again().expect(304);
    await me.post(`${dose.path}/skip`).send({}).expect(200);
    await again().expect(200);
  });

  test('belong to the day of their schedule’s own zone', async () => {
    const { me, aDose } = await aMedicated();
    const abroad = await aDose({ dueAt: '2026-03-10T23:30:00.000Z', timeZone: 'America/New_York' });

    const answer = await me.get('/v1/doses?date=2026-03-10').expect(200);

    expect(answer.body).toMatchObject({ items: [{ id: abroad.id, localDate: '2026-03-10' }] });
  });

  test.each(['', '?date=2026-02-30', '?date=2026-03-10&limit=5', '?date=10.03.2026'])(
    'asked for by "%s" are a bad request',
    async (query) => {
      await api.as(aMember(clock)).get(`/v1/doses${query}`).expect(400);
    },
  );
});

describe('taking a dose', () => {
  test('is taking it now unless told, and leaves an intake in the diary', async () => {
    const { actor, me, medicationId, aDose, recorded } = await aMedicated();
    const dose = await aDose({ dueAt: AN_HOUR_AGO, amountHundredths: 250 });

    const taken = await me.post(`${dose.path}/take`).send({}).expect(200);

    expect(taken.body).toMatchObject({
      state: 'taken',
      takenAt: START,
      answeredAt: START,
      takenAmount: 2.5,
      version: 2,
      warnings: [],
    });
    const { warnings: _none, ...kept } = taken.body as DoseView & { warnings: string[] };
    expect((await me.get(dose.path).expect(200)).body).toEqual(kept);
    expect(recorded()).toEqual([
      {
        id: expect.any(String) as unknown,
        memberId: actor.id,
        medicationId,
        doseId: dose.id,
        takenAt: START,
        timeZone: 'Asia/Seoul',
        quantity: { amountHundredths: 250, unit: 'tablet' },
        purpose: 'scheduled',
      },
    ]);
  });

  test('keeps another time and another amount', async () => {
    const { me, aDose, recorded } = await aMedicated(aReliever());
    const dose = await aDose({ dueAt: AN_HOUR_AGO, amountHundredths: 200 });

    const answer = await me
      .post(`${dose.path}/take`)
      .send({ takenAt: '2026-03-10T11:10:00+09:00', amount: 4 })
      .expect(200);

    expect(answer.body).toMatchObject({ takenAt: '2026-03-10T02:10:00.000Z', amount: 2, takenAmount: 4 });
    expect(recorded()).toMatchObject([{ quantity: { puffs: 4 }, takenAt: '2026-03-10T02:10:00.000Z' }]);
  });

  test('at 07:40 for 08:00 is in time', async () => {
    clock.set('2026-03-09T22:40:00.000Z');
    const { me, aDose } = await aMedicated();
    const dose = await aDose();

    const answer = await me.post(`${dose.path}/take`).send({}).expect(200);

    expect(answer.body).toMatchObject({ state: 'taken', takenAt: '2026-03-09T22:40:00.000Z' });
  });

  test('at 00:20 for 23:50 belongs to the day before, in time', async () => {
    clock.set('2026-03-10T15:20:00.000Z');
    const { me, aDose } = await aMedicated();
    const dose = await aDose({ dueAt: '2026-03-10T14:50:00.000Z', localTime: '23:50' });

    const answer = await me.post(`${dose.path}/take`).send({}).expect(200);

    expect(answer.body).toMatchObject({ state: 'taken', localDate: '2026-03-10' });
    expect((await me.get('/v1/doses?date=2026-03-10')).body).toMatchObject({ items: [{ state: 'taken' }] });
    expect((await me.get('/v1/doses?date=2026-03-11')).body).toMatchObject({ items: [] });
  });

  test('after its window turns missed into taken late; told in time afterwards, it was in time', async () => {
    const { me, aDose } = await aMedicated();
    const [late, told] = [await aDose(), await aDose()];

    await me
      .get(late.path)
      .expect(({ body }: { body: unknown }) => expect(body).toMatchObject({ state: 'missed' }));
    clock.advance({ minutes: 1 });
    const takenLate = await me.post(`${late.path}/take`).send({}).expect(200);
    const takenThen = await me
      .post(`${told.path}/take`)
      .send({ takenAt: '2026-03-10T08:05:00+09:00' })
      .expect(200);

    expect(takenLate.body).toMatchObject({ state: 'taken_late' });
    expect(takenThen.body).toMatchObject({ state: 'taken' });
  });

  test('again changes nothing, with the same body or with less', async () => {
    const { me, aDose, recorded } = await aMedicated();
    const dose = await aDose({ dueAt: AN_HOUR_AGO });
    const body = { takenAt: '2026-03-10T11:10:00+09:00', amount: 1 };
    const first = await me.post(`${dose.path}/take`).send(body).expect(200);
    clock.advance({ seconds: 30 });

    const [same, less] = [
      await me.post(`${dose.path}/take`).send(body).expect(200),
      await me.post(`${dose.path}/take`).send({}).expect(200),
    ];

    expect(same.body).toEqual(first.body);
    expect(less.body).toEqual(first.body);
    expect(recorded()).toHaveLength(1);
  });

  test.each([
    ['another time', { takenAt: '2026-03-10T11:20:00+09:00' }],
    ['another amount', { amount: 2 }],
  ])('again with %s is refused until the first is undone', async (_what, other) => {
    const { me, aDose, recorded } = await aMedicated();
    const dose = await aDose({ dueAt: AN_HOUR_AGO });
    await me.post(`${dose.path}/take`).send({}).expect(200);

    const refused = await me.post(`${dose.path}/take`).send(other).expect(409);
    await me.delete(`${dose.path}/answer`).expect(200);
    await me.post(`${dose.path}/take`).send(other).expect(200);

    expect(refused.body).toMatchObject({ code: 'DOSE_ALREADY_ANSWERED' });
    expect(recorded()).toHaveLength(1);
  });

  test.each([
    ['eleven minutes ahead of us', { takenAt: '2026-03-10T12:11:00+09:00' }, 'DOSE_IN_FUTURE'],
    ['more than a day before it is due', { takenAt: '2026-03-09T10:59:59+09:00' }, 'DOSE_TOO_EARLY'],
    ['in half a puff', { amount: 0.5 }, 'DOSE_OF_PART_PUFFS'],
    ['in 101 puffs', { amount: 101 }, 'DOSE_OF_PART_PUFFS'],
  ])('%s is 422 and leaves nothing', async (_what, body, code) => {
    const { me, aDose, recorded } = await aMedicated(aReliever());
    const dose = await aDose({ dueAt: AN_HOUR_AGO });

    const refused = await me.post(`${dose.path}/take`).send(body).expect(422);

    expect(refused.body).toMatchObject({ code });
    expect((await me.get(dose.path)).body).toMatchObject({ state: 'due', version: 1 });
    expect(recorded()).toEqual([]);
  });

  test.each([
    ['ten minutes ahead of us', { takenAt: '2026-03-10T12:10:00+09:00' }],
    ['a day before it is due', { takenAt: '2026-03-09T11:00:00+09:00' }],
  ])('%s is still good', async (_what, body) => {
    const { me, aDose } = await aMedicated();
    const dose = await aDose({ dueAt: AN_HOUR_AGO });

    await me.post(`${dose.path}/take`).send(body).expect(200);
  });

  test('above the prescriber’s daily maximum is warned of and kept', async () => {
    const { actor, me, medicationId, aDose } = await aMedicated(aReliever({ dailyMaximum: 8 }));
    const [first, second] = [await aDose({ dueAt: AN_HOUR_AGO }), await aDose({ dueAt: AN_HOUR_AGO })];
    const yesterday = '2026-03-09T14:59:59.999Z';
    intakes.add({ memberId: actor.id, medicationId, takenAt: yesterday, puffs: 8 });
    intakes.add({ memberId: actor.id, medicationId, takenAt: AN_HOUR_AGO, puffs: 6 });

    const upTo = await me.post(`${first.path}/take`).send({ amount: 2 }).expect(200);
    const above = await me.post(`${second.path}/take`).send({ amount: 1 }).expect(200);

    expect(upTo.body).toMatchObject({ warnings: [] });
    expect(above.body).toMatchObject({ state: 'taken', warnings: ['ABOVE_DAILY_MAXIMUM'] });
  });
});

describe('skipping a dose', () => {
  test('keeps the reason and records no intake', async () => {
    const { me, aDose, recorded } = await aMedicated();
    const dose = await aDose();

    const skipped = await me.post(`${dose.path}/skip`).send({ reason: '속이 불편해서' }).expect(200);
    const again = await me.post(`${dose.path}/skip`).send({}).expect(200);

    expect(skipped.body).toMatchObject({
      state: 'skipped',
      skipReason: '속이 불편해서',
      takenAt: null,
      answeredAt: START,
      version: 2,
    });
    expect(again.body).toEqual(skipped.body);
    expect(recorded()).toEqual([]);
  });

  test('does not replace a taking, nor another reason, nor does a taking replace it', async () => {
    const { me, aDose } = await aMedicated();
    const [taken, skipped] = [await aDose(), await aDose()];
    await me.post(`${taken.path}/take`).send({}).expect(200);
    await me.post(`${skipped.path}/skip`).send({ reason: 'a' }).expect(200);

    for (const refused of [
      await me.post(`${taken.path}/skip`).send({}).expect(409),
      await me.post(`${skipped.path}/skip`).send({ reason: 'b' }).expect(409),
      await me.post(`${skipped.path}/take`).send({}).expect(409),
    ]) {
      expect(refused.body).toMatchObject({ code: 'DOSE_ALREADY_ANSWERED' });
    }
  });
});

describe('whoever asks', () => {
  const answers = [
    ['take', {}],
    ['skip', {}],
    ['snooze', { minutes: 5 }],
  ] as const;

  test('finds a cancelled dose as it is, and cannot answer it', async () => {
    const { me, aDose } = await aMedicated();
    const dose = await aDose({ dueAt: AN_HOUR_AGO, cancelledAt: START });

    for (const [answer, body] of answers) {
      const refused = await me.post(`${dose.path}/${answer}`).send(body).expect(409);
      expect(refused.body).toMatchObject({ code: 'DOSE_CANCELLED' });
    }
    const undone = await me.delete(`${dose.path}/answer`).expect(200);
    expect(undone.body).toMatchObject({ state: 'cancelled', version: 1 });
  });

  test('somebody else’s dose is as absent as one that never was', async () => {
    const { aDose } = await aMedicated();
    const dose = await aDose({ dueAt: AN_HOUR_AGO });
    const other = api.as(aMember(clock));

    for (const path of [dose.path, `/v1/doses/${newUuid()}`]) {
      const refused = [
        await other.get(path).expect(404),
        await other.delete(`${path}/answer`).expect(404),
        ...(await Promise.all(
          answers.map(([answer, body]) => other.post(`${path}/${answer}`).send(body).expect(404)),
        )),
      ];
      for (const { body } of refused) expect(body).toMatchObject({ code: 'DOSE_NOT_FOUND' });
    }
    expect((await other.get('/v1/doses?date=2026-03-10')).body).toMatchObject({ items: [] });
  });

  test('needs a log-in, a consent to answer, and no consent to read or undo', async () => {
    const { actor, aDose } = await aMedicated();
    const { path } = await aDose({ dueAt: AN_HOUR_AGO });
    const withdrawn = api.as({ ...actor, consents: ['service'] });

    await api.anyone().get('/v1/doses?date=2026-03-10').expect(401);
    await api.anyone().get(path).expect(401);
    await api.anyone().delete(`${path}/answer`).expect(401);
    for (const [answer, body] of answers) {
      await api.anyone().post(`${path}/${answer}`).send(body).expect(401);
      await withdrawn.post(`${path}/${answer}`).send(body).expect(403);
    }
    await withdrawn.get(path).expect(200);
    await withdrawn.delete(`${path}/answer`).expect(200);
  });

  test('with an id that is none, or a body with more than is known, is a bad request', async () => {
    const { me, aDose } = await aMedicated();
    const { path } = await aDose({ dueAt: AN_HOUR_AGO });

    await me.get('/v1/doses/1').expect(400);
    await me.delete('/v1/doses/1/answer').expect(400);
    for (const [answer, body] of answers) {
      await me
        .post(`${path}/${answer}`)
        .send({ ...body, why: 1 })
        .expect(400);
    }
  });
});
