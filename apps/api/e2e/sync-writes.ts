import { newUuid } from '@soomcare/database';

/** A mutation as a device writes it down while it is offline. */
export const changeOf = (kind: string, op: string, id: string, different: object = {}) => ({
  ...{ mutationId: newUuid(), kind, op, id },
  ...different,
});

export const best = (different: object = {}) => ({
  ...changeOf('personalBests', 'create', newUuid()),
  fields: { litresPerMinute: 480, meterId: 'mini-1', scale: 'EU', validFrom: '2026-03-01', ...different },
});
export const plan = (different: object = {}) => ({
  ...changeOf('actionPlans', 'create', newUuid()),
  fields: {
    doctorName: '김수민',
    instructions: [
      { zone: 'yellow', text: '증상완화제를 사용하고 20분 뒤 다시 측정합니다.' },
      { zone: 'red', text: '바로 119에 전화합니다.' },
    ],
    validFrom: '2026-03-01',
    ...different,
  },
});

export const medicine = (different: object = {}) => ({
  ...changeOf('medications', 'create', newUuid()),
  fields: {
    name: '싱귤레어정 10mg',
    purposeDefault: 'scheduled',
    doseAmount: 1,
    doseUnit: 'tablet',
    startsOn: '2026-03-01',
    ...different,
  },
});
const times = {
  kind: 'times',
  times: ['08:00', '20:00'],
  startsOn: '2026-03-01',
  zonePolicy: 'home',
  timeZone: 'Asia/Seoul',
  amount: 1,
};
export const schedule = (medicationId: string, different: object = {}) => ({
  ...changeOf('schedules', 'create', newUuid()),
  fields: { medicationId, ...times, ...different },
});
