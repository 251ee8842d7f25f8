import { describe, expect, test } from 'vitest';

import { at, dayAgo, TODAY, useInsightApi } from '../testing/insight-api.ts';
import { aMember } from '../testing/records-api.ts';

const { api, clock, people, post, insightsOf, blow } = useInsightApi();

describe('of a meter', () => {
  const week = [
    [420, 460],
    [400, 470],
    [430, 430],
    [390, 450],
    [410, 455],
    [405, 445],
    [415, 460],
  ] as const;

  test('seven days of two readings vary by 9.94 %, and the lowest morning is told beside the best', async () => {
    const me = api.as(aMember(clock));
    await post(me, 'personal-bests', {
      litresPerMinute: 465,
      meterId: 'a',
      scale: 'EU',
      validFrom: dayAgo(60),
    });
    for (const [ago, [morning, evening]] of week.entries()) {
      await blow(me, ago + 1, morning);
      await blow(me, ago + 1, evening, { measuredAt: at(ago + 1, '19:00') });
    }
    await blow(me, 1, 700, { measuredAt: at(1, '19:30'), bronchodilator: 'post' });
    await blow(me, 9, 300);
    await blow(me, 2, 500, { meterId: 'b' });

    const { meters } = await insightsOf(me, `from=${TODAY}&to=${TODAY}`);

    expect(meters).toMatchObject([
      {
        meterId: 'a',
        personalBest: { present: 465, proposed: 470 },
        variability: {
          basis: {
            from: dayAgo(13),
            daysWithData: 7,
            requiredDays: 7,
            algorithm: 'amplitude-percent-mean/1',
          },
          percent: 9.94,
          excessive: false,
          thresholdPercent: 10,
        },
        lowestMorning: { basis: { daysWithData: 8 }, litresPerMinute: 300, percentOfBest: 64 },
      },
      {
        meterId: 'b',
        personalBest: { present: null, proposed: 500 },
        variability: { basis: { daysWithData: 0 }, percent: null, excessive: null },
        lowestMorning: { litresPerMinute: 500, percentOfBest: null },
      },
    ]);
  });

  test('of a child more than 13 % is excessive, of an adult more than 10 %', async () => {
    const birthDates = { child: '2016-03-11', adult: '1990-05-05' };
    const seen = [];
    for (const birthDate of Object.values(birthDates)) {
      const actor = aMember(clock);
      people.set(actor.id, { birthDate, sex: null, heightCm: null, weightKg: null });
      const me = api.as(actor);
      for (let ago = 1; ago <= 7; ago += 1) {
        await blow(me, ago, 426);
        await blow(me, ago, 374, { measuredAt: at(ago, '19:00') });
      }
      const { meters, earlyNotices } = await insightsOf(me);
      seen.push([meters[0]?.variability, earlyNotices.map(({ rule }) => rule)]);
    }

    expect(seen).toMatchObject([
      [{ percent: 13, thresholdPercent: 13, excessive: false }, []],
      [{ percent: 13, thresholdPercent: 10, excessive: true }, ['variability-excessive']],
    ]);
  });
});

test('each % predicted names its equation; a weight that is missing leaves out what needs it', async () => {
  const actor = aMember(clock);
  people.set(actor.id, { birthDate: '1986-01-01', sex: 'male', heightCm: 175, weightKg: null });
  const me = api.as(actor);
  const result = { fev1Litres: 3.4, fvcLitres: 4, bronchodilator: 'pre' };
  await post(me, 'spirometries', { ...result, measuredAt: at(20), fev1Litres: 3 });
  await post(me, 'spirometries', { ...result, measuredAt: at(10) });
  await blow(me, 3, 500, { scale: 'WRIGHT' });

  const { percentPredicted } = await insightsOf(me);

  expect(percentPredicted.missing).toEqual(['weightKg']);
  expect(
    percentPredicted.figures.map(({ of, equation, measured, predicted, percent }) => [
      of,
      equation,
      measured,
      Math.round(predicted * 10) / 10,
      percent,
    ]),
  ).toEqual([
    ['fev1', 'choi-2005-fev1', 3.4, 4.2, 80],
    ['fev1', 'choi-2019-fev1', 3.4, 3.9, 86],
    ['fvc', 'eom-2013-fvc', 4, 4.8, 83],
    ['fvc', 'choi-2019-fvc', 4, 4.8, 82],
    ['pef', 'nunn-gregg-1989-pef', 500, 636.4, 78],
  ]);
  expect(percentPredicted.figures[0]?.basis).toMatchObject({
    algorithm: 'choi-2005-fev1',
    records: ['spirometries', 'profile'],
    from: dayAgo(10),
  });
});

test('what a reliever did to FEV1 is told with the rule, of a child without a verdict', async () => {
  const seen = [];
  for (const birthDate of ['1990-05-05', '2016-03-11', null]) {
    const actor = aMember(clock);
    if (birthDate) people.set(actor.id, { birthDate, sex: null, heightCm: null, weightKg: null });
    const me = api.as(actor);
    expect((await insightsOf(me)).bronchodilatorResponse).toBeNull();
    const blown = { fvcLitres: 3, measuredAt: at(10, '10:00') };
    await post(me, 'spirometries', { ...blown, fev1Litres: 2, bronchodilator: 'pre' });
    await post(me, 'spirometries', {
      ...blown,
      measuredAt: at(10, '10:15'),
      fev1Litres: 2.25,
      bronchodilator: 'post',
    });
    await post(me, 'spirometries', { ...blown, measuredAt: at(2), fev1Litres: 2, bronchodilator: 'pre' });
    seen.push((await insightsOf(me)).bronchodilatorResponse);
  }

  expect(seen[0]).toMatchObject({
    basis: { algorithm: 'bronchodilator-response/1', records: ['spirometries', 'profile'], daysWithData: 1 },
    ...{ recordedOn: dayAgo(10), fev1BeforeLitres: 2, fev1AfterLitres: 2.25 },
    ...{ changeMillilitres: 250, changePercent: 12.5 },
  });
  expect(seen.map((each) => each?.responds)).toEqual([true, null, true]);
});

test('a confirmed best repaints the zones that a notice goes by, at once', async () => {
  const me = api.as(aMember(clock));
  await blow(me, 0, 390, { measuredAt: at(0, '01:00') });
  await blow(me, 1, 390);
  expect((await insightsOf(me)).earlyNotices).toEqual([]);

  await post(me, 'personal-bests', { litresPerMinute: 500, meterId: 'a', validFrom: dayAgo(5) });

  expect((await insightsOf(me)).earlyNotices).toMatchObject([
    {
      rule: 'peak-flow-below-green',
      inputs: [
        { name: 'lowDays', value: 2 },
        { name: 'ofDays', value: 3 },
      ],
    },
  ]);
});
