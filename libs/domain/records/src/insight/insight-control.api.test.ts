import { describe, expect, test } from 'vitest';

import { at, dayAgo, TODAY, useInsightApi } from '../testing/insight-api.ts';
import { aMember } from '../testing/records-api.ts';

const { api, clock, symbicort, post, insightsOf, puff, feel } = useInsightApi();

describe('control', () => {
  const ginaFour = {
    daytimeSymptomsOverTwiceAWeek: false,
    anyNightWaking: false,
    relieverOverTwiceAWeek: false,
    anyActivityLimitation: false,
  };

  test('as answered stands beside what the diary says, and the newest answer counts', async () => {
    const me = api.as(aMember(clock));
    const rcp3 = { difficultySleeping: true, usualDaytimeSymptoms: true, interferedWithActivities: false };
    await post(me, 'control-assessments', { answeredAt: at(5), rcp3 });
    await post(me, 'control-assessments', { answeredAt: at(2), ginaFour });
    await post(me, 'control-assessments', {
      answeredAt: at(6),
      ginaFour: { ...ginaFour, anyNightWaking: true },
    });
    for (const ago of [0, 1, 8, 9, 15, 16, 22, 23]) await feel(me, ago);
    await feel(me, 3, { symptoms: [{ kind: 'night-waking', severity: 1 }] });

    const { control, rcp3: three } = await insightsOf(me);

    expect(control).toMatchObject({
      selfAnswered: { level: 'well', answers: ginaFour, basis: { from: dayAgo(2) } },
      diaryDerived: {
        level: 'partly',
        answers: { ...ginaFour, anyNightWaking: true },
        inputs: { daytimeSymptomDays: 0, nightWakingDays: 1, relieverDays: 0, activityLimitationDays: 0 },
        daysWithEntryByWeek: [2, 2, 2, 3],
      },
    });
    expect(three).toMatchObject({ score: 2, verdict: 'poor', answers: rcp3 });
  });

  test('formoterol with a steroid five times a week, and salbutamol before sport, do not count against it', async () => {
    const me = api.as(aMember(clock));
    for (let ago = 0; ago < 28; ago += 1) await feel(me, ago);
    for (let week = 0; week < 4; week += 1) {
      for (let day = 0; day < 5; day += 1) {
        await puff(me, 7 * week + day, { medicationId: symbicort });
        await puff(me, 7 * week + day, { purpose: 'pre_exercise' });
      }
    }

    const { control, reliever, earlyNotices } = await insightsOf(me);

    expect(control.diaryDerived).toMatchObject({ level: 'well', answers: { relieverOverTwiceAWeek: false } });
    expect(reliever).toMatchObject({
      days: 0,
      puffs: 0,
      preExercise: { occasions: 20, puffs: 40 },
      antiInflammatory: { days: 20, occasions: 20, puffs: 40 },
      lastWeek: { days: 0, overuse: false },
    });
    expect(earlyNotices).toEqual([]);
  });
});

describe('a reliever', () => {
  test('three times on one day is one day; of a typed name it counts and is told apart', async () => {
    const me = api.as(aMember(clock));
    for (let time = 0; time < 3; time += 1) await puff(me, 3, { takenAt: at(3, `0${time + 1}:00`) });
    await puff(me, 4, { medicationId: null, drugName: '파란 흡입기' });
    await puff(me, 5, { medicationId: null, drugName: '조절제', purpose: 'scheduled' });
    await puff(me, 5, {
      medicationId: null,
      drugName: '진해제',
      puffs: undefined,
      amount: 1,
      unit: 'tablet',
    });

    const { reliever } = await insightsOf(me);

    expect(reliever).toMatchObject({
      days: 2,
      occasions: 4,
      puffs: 8,
      occasionsOfUnknownMedicine: 1,
      lastWeek: { days: 2, overuse: false },
      burst: { present: false },
      canisters: { canisters: 0.03, overuse: null, puffsOfUnknownDevice: 2 },
    });
  });

  test('on three days of a week, and six puffs in two days after two calm weeks, are noticed with their figures', async () => {
    const me = api.as(aMember(clock));
    await puff(me, 0, { puffs: 3, takenAt: at(0, '01:00') });
    await puff(me, 1, { puffs: 3 });
    await puff(me, 6, { puffs: 1 });

    const { reliever, earlyNotices } = await insightsOf(me, `from=${TODAY}&to=${TODAY}`);

    expect(reliever).toMatchObject({
      days: 1,
      lastWeek: { days: 3, overuse: true },
      burst: { present: true },
    });
    expect(earlyNotices).toMatchObject([
      {
        rule: 'reliever-burst',
        inputs: [
          { name: 'puffsPerDay', value: 3 },
          { name: 'puffsPerDayBefore', value: 0.07 },
        ],
        basis: { algorithm: 'early-notice/1' },
      },
      { rule: 'reliever-over-two-days-a-week', inputs: [{ name: 'days', value: 3 }] },
    ]);
    expect(earlyNotices[0]?.text).toEqual({
      ko: expect.stringContaining('3회') as string,
      en: expect.stringContaining('3 puffs') as string,
    });
  });

  test('410 puffs of a year are 2.05 devices of 200 doses; 600 are over-use, however short the range', async () => {
    const me = api.as(aMember(clock));
    const year = `from=${dayAgo(364)}&to=${TODAY}`;
    for (let week = 0; week < 41; week += 1)
      await puff(me, 8 * week, { puffs: 10, takenAt: at(8 * week, '01:00') });

    expect((await insightsOf(me, year)).reliever.canisters).toMatchObject({
      canisters: 2.05,
      overuse: false,
    });
    expect((await insightsOf(me)).reliever.canisters).toMatchObject({ canisters: 0.2, overuse: null });
    for (let more = 0; more < 19; more += 1) await puff(me, 0, { puffs: 10, takenAt: at(0, '02:00') });
    expect((await insightsOf(me, year)).reliever.canisters).toMatchObject({ canisters: 3, overuse: true });
  });
});
