import { expect, test } from 'vitest';

import { type Member, useApi } from './harness.ts';

const api = useApi();

const seoulNoon = (day: string) => `${day}T12:00:00+09:00`;

/** A member on 2026-03-10 with three days of diary, an inhaler, and a doctor in the profile. */
const aPatient = async () => {
  api.clock.set('2026-03-10T03:00:00Z');
  const member = await api.signUp();
  const { caller } = member;
  const me = await caller.get('/v1/me').expect(200);
  await caller
    .patch('/v1/me')
    .set('If-Match', me.headers['etag'] ?? '')
    .send({ name: '이민지', sex: 'female', heightCm: 162, doctor: { name: '김수민', clinic: '숨내과의원' } })
    .expect(200);
  await caller
    .post('/v1/personal-bests')
    .send({ litresPerMinute: 500, scale: 'EU', validFrom: '2026-01-01' })
    .expect(201);

  const made = await caller
    .post('/v1/medications')
    .send({
      name: '벤토린 에보할러',
      purposeDefault: 'as_needed',
      doseAmount: 2,
      doseUnit: 'puff',
      startsOn: '2026-01-01',
    })
    .expect(201);
  const { id: medicationId } = made.body as { id: string };

  for (const [day, litres] of [
    ['2026-03-07', 420],
    ['2026-03-08', 380],
    ['2026-03-09', 240],
  ] as const) {
    const reading = { measuredAt: seoulNoon(day), blows: [litres], scale: 'EU', bronchodilator: 'pre' };
    await caller.post('/v1/peak-flows').send(reading).expect(201);
    await caller
      .post('/v1/symptom-records')
      .send({ occurredAt: seoulNoon(day), symptoms: [{ kind: 'wheeze', severity: 2 }], note: '밤새 기침' })
      .expect(201);
    await caller
      .post('/v1/intakes')
      .send({ takenAt: seoulNoon(day), medicationId, puffs: 2, purpose: 'as_needed' })
      .expect(201);
  }
  await caller
    .post('/v1/exacerbations')
    .send({ startedAt: seoulNoon('2026-03-09'), kind: 'emergency-visit', place: '서울대학교병원' })
    .expect(201);
  return member;
};

const makeReport = async ({ caller }: Member) => {
  const body = { from: '2026-02-20', to: '2026-03-10', language: 'ko' };
  const made = await caller.post('/v1/reports').send(body).expect(201);
  return { location: made.headers['location'] ?? '', report: made.body as { document: object } };
};

const download = async (location: string, accept: string, { accessToken }: Member) => {
  const answer = await fetch(`http://127.0.0.1:${api.port()}${location}`, {
    headers: { Accept: accept, Authorization: `Bearer ${accessToken}` },
  });
  expect(answer.status).toBe(200);
  expect(answer.headers.get('Content-Type')).toContain(accept);
  return Buffer.from(await answer.arrayBuffer());
};

test('a report gathers the diary, the medicines and the profile, and keeps them as they were', async () => {
  const member = await aPatient();
  const { location, report } = await makeReport(member);

  expect(report.document).toMatchObject({
    patient: {
      name: '이민지',
      sex: 'female',
      heightCm: 162,
      doctor: { name: '김수민', clinic: '숨내과의원' },
    },
    coverage: { days: 19, peakFlowDays: 3, symptomDays: 3 },
    summary: {
      peakFlow: { readings: 3, lowest: 240, highest: 420, daysInZone: { green: 1, yellow: 1, red: 1 } },
      symptoms: { symptomDays: 3, worstSeverity: 2 },
      reliever: { days: 3, occasions: 3, puffs: 6 },
      events: [{ kind: 'emergency-visit', count: 1 }],
    },
    personalBests: [{ litresPerMinute: 500 }],
    relieverIntakes: [{ name: '벤토린 에보할러' }, { puffs: 2 }, { recordedOn: '2026-03-09' }],
    medications: [{ name: '벤토린 에보할러', doseUnit: 'puff' }],
    events: [{ place: '서울대학교병원', note: null }],
  });

  const before = await member.caller.get(location).expect(200);
  const readings = await member.caller.get('/v1/peak-flows').expect(200);
  for (const { id } of (readings.body as { items: { id: string }[] }).items) {
    await member.caller.delete(`/v1/peak-flows/${id}`).expect(204);
  }
  const after = await member.caller.get(location).expect(200);

  expect(after.text).toBe(before.text);
});

test('it comes as CSV, as PDF and as a FHIR document to whoever asks for that', async () => {
  const member = await aPatient();
  const { location } = await makeReport(member);

  const csv = await download(location, 'text/csv', member);
  const pdf = await download(location, 'application/pdf', member);
  const fhir = await download(location, 'application/fhir+json', member);

  expect(csv.toString('utf8')).toContain('최대호기유량,2026-03-09,12:00,Asia/Seoul,최대호기유량,240,L/min');
  expect(csv.toString('utf8')).not.toContain('밤새');
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  expect(JSON.parse(fhir.toString('utf8'))).toMatchObject({ resourceType: 'Bundle', type: 'document' });
});

test('another member finds no such report, and a withdrawal leaves none', async () => {
  const member = await aPatient();
  const { location } = await makeReport(member);
  const count = async () => {
    const [row] = await api.database().rows<{ total: number }>('SELECT COUNT(*) AS total FROM reports');
    return row?.total ?? 0;
  };

  const other = await api.signUp();
  await other.caller.get(location).expect(404);
  const before = await count();
  await member.caller.delete('/v1/me').expect(204);

  expect(await count()).toBe(before - 1);
});
