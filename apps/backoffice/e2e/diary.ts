import { type Caller } from '@soomcare/testing';

/** A bad spell in the middle of a month: what the calendar is looked at for. */
const SPELL = { from: 11, until: 15, worst: 13 };
const PERSONAL_BEST = 500;

const twoDigits = (value: number) => String(value).padStart(2, '0');

/** Fills a member's month by the same calls that their app makes; day 7 is left out. */
export const keepDiary = async (member: Caller, month: string, days = 28): Promise<void> => {
  await member
    .post('/v1/personal-bests')
    .send({ litresPerMinute: PERSONAL_BEST, validFrom: `${month}-01` })
    .expect(201);
  for (let day = 1; day <= days; day += 1) {
    if (day !== 7) await keepDay(member, `${month}-${twoDigits(day)}`, day);
  }
  await member
    .post('/v1/exacerbations')
    .send({
      kind: 'emergency-visit',
      startedAt: `${month}-${SPELL.worst}T22:10:00+09:00`,
      endedAt: `${month}-${SPELL.worst}T23:50:00+09:00`,
    })
    .expect(201);
};

const keepDay = async (member: Caller, date: string, day: number): Promise<void> => {
  const inSpell = day >= SPELL.from && day <= SPELL.until;
  const isWorst = day === SPELL.worst;
  const usual = 430 + ((day * 17) % 50);
  const spelled = isWorst ? 230 : 310 + (day % 3) * 12;
  const flow = inSpell ? spelled : usual;

  for (const [time, blow] of [
    ['07:20', flow - 24],
    ['21:40', flow],
  ] as const) {
    await member
      .post('/v1/peak-flows')
      .send({
        measuredAt: `${date}T${time}:00+09:00`,
        blows: [blow - 10, blow],
        scale: 'EU',
        bronchodilator: 'pre',
      })
      .expect(201);
  }
  await member
    .post('/v1/symptom-records')
    .send(symptomsOf(date, inSpell, isWorst, day % 5 === 0))
    .expect(201);
  if (inSpell || day % 6 === 0) {
    await member
      .post('/v1/intakes')
      .send({
        takenAt: `${date}T14:05:00+09:00`,
        drugName: '벤토린',
        puffs: inSpell ? 4 : 2,
        purpose: 'as_needed',
      })
      .expect(201);
  }
};

const symptomsOf = (date: string, inSpell: boolean, isWorst: boolean, isMild: boolean) => {
  const occurredAt = `${date}T21:30:00+09:00`;
  if (!inSpell && !isMild) return { occurredAt, symptoms: [], noSymptoms: true };
  if (!inSpell) return { occurredAt, symptoms: [{ kind: 'cough', severity: 1 }] };

  return {
    occurredAt,
    symptoms: [
      { kind: 'wheeze', severity: isWorst ? 3 : 2 },
      { kind: 'night-waking', severity: 1 },
    ],
  };
};
