import { addDays } from '@soomcare/time';

import type { Zone } from '../document/report-document.schemas.ts';
import type { ReportRange, ReportSources } from '../document/report-sources.ts';

const NOTE = '계단을 오르다 숨이 참';
const SYMBICORT = '01890f3e-0000-7000-8000-00000000000a';
const timeZone = 'Asia/Seoul';

const daysOf = ({ from, to }: ReportRange): string[] => {
  const days = [from];
  for (let day = from; day < to; days.push(day)) day = addDays(day, 1);
  return days;
};

/** Two readings a day that swing and sink towards the end, around a best of 500. */
const litresOn = (index: number): readonly [morning: number, evening: number] => {
  const base = index % 10 === 9 ? 240 : 400 + ((index * 37) % 80);
  return [base, base + 20];
};

const zoneOf = (litres: number): Zone => {
  if (litres >= 400) return 'green';
  return litres < 250 ? 'red' : 'yellow';
};

const relieverPuffs = (index: number) => (index % 3 === 0 ? 2 : 0);

const takenOn = (index: number) => (index % 5 === 4 ? 1 : 2);

/** A diary of the same habits every day; say what differs. */
export const sampleSources = (different: Partial<ReportSources> = {}): ReportSources => ({
  patient: () =>
    Promise.resolve({
      name: '이민지',
      nickname: '숨이',
      birthDate: '1990-05-05',
      sex: 'female',
      heightCm: 162,
      weightKg: 57.5,
      diagnosis: 'asthma',
      diagnosedOn: '2019-03-02',
      doctor: { name: '김수민', clinic: '숨내과의원' },
    }),

  days: (_memberId, range) =>
    Promise.resolve(
      daysOf(range).map((date, index) => {
        const [min, max] = litresOn(index);
        const puffs = relieverPuffs(index);
        return {
          date,
          peakFlow: { min, max, count: 2, zone: zoneOf(min) },
          symptoms: index % 7 === 6 ? null : { worstSeverity: index % 4, nightWaking: index % 4 === 3 },
          reliever: puffs > 0 ? { occasions: 1, puffs } : null,
          doses: { expected: 2, taken: takenOn(index) },
        };
      }),
    ),

  personalBests: () =>
    Promise.resolve([{ litresPerMinute: 500, meterId: 'mini', scale: 'EU', validFrom: '2025-06-01' }]),

  peakFlows: (_memberId, range, limit) =>
    Promise.resolve(
      daysOf(range)
        .flatMap((recordedOn, index) =>
          litresOn(index).map((litresPerMinute, which) => ({
            recordedOn,
            timeZone,
            measuredAt: `${recordedOn}T${which === 0 ? '00' : '12'}:10:00.000Z`,
            litresPerMinute,
            meterId: 'mini',
            scale: 'EU',
            bronchodilator: 'pre' as const,
            zone: zoneOf(litresPerMinute),
            percentOfBest: Math.floor(litresPerMinute / 5),
            note: which === 0 ? null : NOTE,
          })),
        )
        .slice(0, limit),
    ),

  symptomRecords: (_memberId, range, limit) =>
    Promise.resolve(
      daysOf(range)
        .map((recordedOn, index) => ({
          recordedOn,
          timeZone,
          occurredAt: `${recordedOn}T13:00:00.000Z`,
          symptoms: [{ kind: 'cough', severity: index % 4 }],
          triggers: ['fine-dust'],
          noSymptoms: false,
          note: NOTE,
        }))
        .slice(0, limit),
    ),

  intakes: (_memberId, range, limit) =>
    Promise.resolve(
      daysOf(range)
        .flatMap((recordedOn, index) =>
          relieverPuffs(index) === 0
            ? []
            : [
                {
                  recordedOn,
                  timeZone,
                  takenAt: `${recordedOn}T05:00:00.000Z`,
                  drugName: '벤토린 에보할러',
                  medicationId: null,
                  puffs: relieverPuffs(index),
                  amount: null,
                  unit: null,
                  purpose: 'as_needed' as const,
                  note: null,
                },
              ],
        )
        .slice(0, limit),
    ),

  adherence: (_memberId, range) => {
    const days = daysOf(range);
    const expected = 2 * days.length;
    const taken = days.reduce((sum, _day, index) => sum + takenOn(index), 0);
    return Promise.resolve({
      range: {
        expected,
        taken,
        late: 0,
        skipped: 0,
        missed: expected - taken,
        percent: Math.floor((100 * taken) / expected),
      },
      proportionOfDaysCovered: [
        { medicationName: '심비코트 라피헬러', daysCovered: 80, days: 90, percent: 88 },
      ],
    });
  },

  medications: () =>
    Promise.resolve([
      {
        id: SYMBICORT,
        name: '심비코트 라피헬러 160/4.5',
        purposeDefault: 'scheduled',
        doseAmount: 2,
        doseUnit: 'puff',
        dailyMaximum: 8,
        startsOn: '2025-01-10',
        endsOn: null,
        archived: false,
      },
    ]),

  spirometries: (_memberId, { from }) =>
    Promise.resolve([
      {
        recordedOn: from,
        timeZone,
        measuredAt: `${from}T02:00:00.000Z`,
        fev1Litres: 2.46,
        fvcLitres: 3.3,
        fev1FvcRatio: 0.745,
        bronchodilator: 'pre',
        note: null,
      },
    ]),

  events: (_memberId, { from }) =>
    Promise.resolve([
      {
        recordedOn: from,
        timeZone,
        startedAt: `${from}T15:00:00.000Z`,
        endedOn: null,
        kind: 'emergency-visit',
        missedDays: 2,
        oralSteroidDays: 5,
        place: '서울대학교병원 응급실',
        note: NOTE,
      },
    ]),

  assessments: (_memberId, { from }) =>
    Promise.resolve([
      {
        recordedOn: from,
        timeZone,
        answeredAt: `${from}T11:00:00.000Z`,
        kind: 'gina-four',
        score: 2,
        verdict: 'partly',
      },
    ]),

  ...different,
});
