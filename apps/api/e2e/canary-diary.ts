import { newUuid } from '@soomcare/database';

/** Stands in every text that a member may write about their health, in Korean and in Latin letters. */
export const CANARY = '카나리아둥지 soomcanary';
export const isCanaryIn = (text: string): boolean => /카나리아둥지|soomcanary|%EC%B9%B4%EB%82%98/i.test(text);

const DAY_MS = 24 * 60 * 60 * 1000;

interface Write {
  readonly path: string;
  readonly body: object;
}

/** One row of each kind of the diary, and the plan; `note` and its likes hold the canary. */
export const canaryDiary = (at: Date): readonly Write[] => {
  const instant = at.toISOString();
  const note = `기침이 잦은 날 ${CANARY}`;
  return [
    {
      path: '/v1/symptom-records',
      body: { occurredAt: instant, symptoms: [{ kind: 'cough', severity: 2 }], note },
    },
    {
      path: '/v1/peak-flows',
      body: { measuredAt: instant, blows: [410], scale: 'EU', bronchodilator: 'pre', note },
    },
    {
      path: '/v1/spirometries',
      body: {
        ...{ measuredAt: instant, fev1Litres: 2.85, fvcLitres: 3.6, bronchodilator: 'pre' },
        ...{ qualityNote: CANARY, note },
      },
    },
    {
      path: '/v1/intakes',
      body: { takenAt: instant, drugName: `약 ${CANARY}`, puffs: 2, purpose: 'as_needed', note },
    },
    {
      path: '/v1/exacerbations',
      body: { startedAt: instant, kind: 'emergency-visit', place: `응급실 ${CANARY}`, note },
    },
    { path: '/v1/control-assessments', body: { answeredAt: instant, actTotal: 21, note } },
    {
      path: '/v1/action-plans',
      body: {
        doctorName: CANARY,
        instructions: ['yellow', 'red'].map((zone) => ({ zone, text: `바로 병원으로 ${CANARY}` })),
        validFrom: instant.slice(0, 10),
      },
    },
    {
      path: '/v1/sync',
      body: {
        deviceId: newUuid(),
        mutations: [
          {
            ...{ mutationId: newUuid(), kind: 'symptomRecords', op: 'create', id: newUuid() },
            fields: { occurredAt: instant, noSymptoms: true, note },
          },
        ],
      },
    },
  ];
};

/** A medicine that is taken once, tomorrow. */
export const canaryMedicine = (at: Date) => {
  const id = newUuid();
  const medicine = {
    ...{ id, name: `풀미 ${CANARY}`, purposeDefault: 'scheduled', doseAmount: 1, doseUnit: 'puff' },
    ...{ startsOn: at.toISOString().slice(0, 10), note: CANARY },
  };
  const schedule = {
    ...{ kind: 'times', times: ['12:00'], count: 1, amount: 1 },
    startsOn: new Date(at.getTime() + DAY_MS).toISOString().slice(0, 10),
    ...{ zonePolicy: 'home', timeZone: 'Asia/Seoul' },
  };
  return [
    { path: '/v1/medications', body: medicine },
    { path: `/v1/medications/${id}/schedules`, body: schedule },
  ] satisfies Write[];
};

/** What a faulty app might send: the canary where the API has to refuse it. */
export const canaryMistakes: readonly Write[] = [
  { path: '/v1/symptom-records', body: { occurredAt: CANARY, symptoms: [{ kind: CANARY, severity: 9 }] } },
  { path: '/v1/peak-flows', body: { unknown: CANARY } },
  { path: '/v1/medications', body: { name: CANARY, purposeDefault: CANARY } },
  { path: `/v1/medications/${encodeURIComponent(CANARY)}/schedules`, body: {} },
  { path: `/v1/symptom-records?note=${encodeURIComponent(CANARY)}`, body: {} },
  { path: `/v1/${encodeURIComponent(CANARY)}`, body: {} },
];
