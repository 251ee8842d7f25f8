import { newUuid } from '@soomcare/database';
import { beforeEach, describe, expect, test } from 'vitest';

import { createMedicated } from '../testing/medicated.ts';
import { aReliever, START, useMedicationsApi } from '../testing/medications-api.ts';
import type { DoseIntake } from './dose-answers.ts';

const harness = useMedicationsApi();
const { clock, database, medications } = harness;
const aMedicated = createMedicated(harness);
const TAKEN_AT = '2026-03-10T02:10:00.000Z';

const aDose = async (different: Parameters<Awaited<ReturnType<typeof aMedicated>>['aDose']>[0] = {}) => {
  const { actor, me, medicationId, aDose: dosed } = await aMedicated(aReliever());
  const { path, ...dose } = await dosed({ dueAt: '2026-03-10T02:00:00.000Z', ...different });
  const intake: DoseIntake = {
    memberId: actor.id,
    doseId: dose.id,
    intakeId: newUuid(),
    medicationId,
    takenAt: TAKEN_AT,
    amountHundredths: 400,
    unit: 'puff',
  };

  return {
    actor,
    me,
    medicationId,
    intake,
    path,
    seen: async () => (await me.get(path).expect(200)).body as object,
  };
};
const answer = (intake: DoseIntake) =>
  database().transaction((tx) => medications().doseAnswers.answered(tx, intake));
const open = ({ memberId, doseId, intakeId }: DoseIntake) =>
  database().transaction((tx) => medications().doseAnswers.unanswered(tx, memberId, doseId, intakeId));

beforeEach(() => {
  clock.set(START);
});

describe('an intake of the diary', () => {
  test('answers its dose, also one that was snoozed', async () => {
    const { me, intake, path, seen } = await aDose();
    await me.post(`${path}/snooze`).send({ minutes: 5 }).expect(200);

    expect(await answer(intake)).toBe('answered');

    expect(await seen()).toMatchObject({
      state: 'taken',
      takenAt: TAKEN_AT,
      takenAmount: 4,
      answeredAt: START,
      snoozedUntil: null,
    });
  });

  test('answers it again when it is edited', async () => {
    const { intake, seen } = await aDose();
    await answer(intake);
    clock.advance({ hours: 1 });

    expect(await answer({ ...intake, takenAt: START, amountHundredths: 100 })).toBe('answered');

    expect(await seen()).toMatchObject({ takenAt: START, takenAmount: 1, answeredAt: START });
  });

  test('in another unit than the medicine’s says no amount', async () => {
    const { intake, seen } = await aDose();

    await answer({ ...intake, unit: 'mL' });

    expect(await seen()).toMatchObject({ state: 'taken', takenAmount: null });
  });

  test('does not answer a dose that another one, or a skip, has answered', async () => {
    const [taken, skipped] = [await aDose(), await aDose()];
    await taken.me.post(`${taken.path}/take`).send({}).expect(200);
    await skipped.me.post(`${skipped.path}/skip`).send({}).expect(200);

    expect(await answer(taken.intake)).toBe('elsewhere');
    expect(await answer(skipped.intake)).toBe('elsewhere');
    expect(await taken.seen()).toMatchObject({ takenAt: START });
  });

  test('finds no dose of somebody else, of another medicine, or that is cancelled', async () => {
    const { intake } = await aDose();
    const cancelled = await aDose({ cancelledAt: START });

    expect(await answer({ ...intake, memberId: newUuid() })).toBe('unknown');
    expect(await answer({ ...intake, medicationId: newUuid() })).toBe('unknown');
    expect(await answer({ ...intake, medicationId: null })).toBe('unknown');
    expect(await answer({ ...intake, doseId: newUuid() })).toBe('unknown');
    expect(await answer(cancelled.intake)).toBe('unknown');
  });

  test('of more than a day before is too early', async () => {
    const { intake } = await aDose();

    expect(await answer({ ...intake, takenAt: '2026-03-09T01:59:59.999Z' })).toBe('too-early');
    expect(await answer({ ...intake, takenAt: '2026-03-09T02:00:00.000Z' })).toBe('answered');
  });

  test('that goes opens its dose, and no other intake’s', async () => {
    const { intake, seen } = await aDose();
    await answer(intake);

    await open({ ...intake, intakeId: newUuid() });
    expect(await seen()).toMatchObject({ state: 'taken' });
    await open(intake);
    expect(await seen()).toMatchObject({ state: 'due', takenAt: null, answeredAt: null });
  });
});

test('a medication is checked against the member’s own list', async () => {
  const { actor, medicationId } = await aDose();
  const { check } = medications().doseAnswers;

  expect(await check(actor.id, medicationId)).toBe(true);
  expect(await check(newUuid(), medicationId)).toBe(false);
  expect(await check(actor.id, newUuid())).toBe(false);
});
