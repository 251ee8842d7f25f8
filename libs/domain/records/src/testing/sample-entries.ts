/** One kind of entry as the tests of its shared life need it. */
export interface SampleKind {
  readonly path: string;
  readonly instant: string;
  /** A body that is accepted; the instant may be laid over it. */
  readonly body: Readonly<Record<string, unknown>>;
  /** An edit and what it shows afterwards. */
  readonly patch: Readonly<Record<string, unknown>>;
  /** Bodies that break the shape (400) or a rule of the kind (422). */
  readonly malformed: Readonly<Record<string, unknown>>;
}

const AT = '2026-03-10T08:00:00+09:00';

export const sampleKinds: readonly SampleKind[] = [
  {
    path: '/v1/symptom-records',
    instant: 'occurredAt',
    body: {
      occurredAt: AT,
      symptoms: [{ kind: 'cough', severity: 2 }],
      triggers: ['yellow-dust'],
      note: '황사가 심했다',
    },
    patch: { symptoms: [{ kind: 'wheeze', severity: 1 }] },
    malformed: { symptoms: [{ kind: 'cough', severity: 4 }] },
  },
  {
    path: '/v1/peak-flows',
    instant: 'measuredAt',
    body: { measuredAt: AT, blows: [410, 420, 400], scale: 'EU', bronchodilator: 'pre', meterId: 'mini-1' },
    patch: { blows: [430] },
    malformed: { blows: [] },
  },
  {
    path: '/v1/spirometries',
    instant: 'measuredAt',
    body: { measuredAt: AT, fev1Litres: 2.85, fvcLitres: 3.6, bronchodilator: 'pre', qualityNote: 'grade A' },
    patch: { fev1Litres: 3.01 },
    malformed: { fev1Litres: 0.1 },
  },
  {
    path: '/v1/intakes',
    instant: 'takenAt',
    body: { takenAt: AT, drugName: '벤토린 에보할러', puffs: 2, purpose: 'as_needed' },
    patch: { puffs: 4 },
    malformed: { puffs: 0 },
  },
  {
    path: '/v1/exacerbations',
    instant: 'startedAt',
    body: { startedAt: AT, kind: 'emergency-visit', missedDays: 1, place: '응급실' },
    patch: { missedDays: 3 },
    malformed: { missedDays: 366 },
  },
  {
    path: '/v1/control-assessments',
    instant: 'answeredAt',
    body: { answeredAt: AT, actTotal: 21, note: '3월 진료' },
    patch: { actTotal: 18 },
    malformed: { actTotal: 26 },
  },
];
