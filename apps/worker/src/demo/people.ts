import { type ConsentType, consentTypes, type MemberSeed } from '@soomcare/identity';

import { demoId } from './ids.ts';
import { DEMO_DAYS } from './lives/demo-life.ts';
import { type OtherLife } from './lives/other-lives.ts';
import { roster, type Sketch } from './roster.ts';

/** Everything of a made-up member but the password. */
export interface DemoPerson {
  /** Names the person in ids and in random numbers; it never changes. */
  readonly key: string;
  readonly id: string;
  readonly seed: Omit<MemberSeed, 'id' | 'password'>;
  readonly life: OtherLife | 'demo';
  /** How many days the member has been here, today among them. */
  readonly days: number;
  /** Personal best, L/min. */
  readonly best: number;
}

const SEOUL = 'Asia/Seoul';
const HEALTH_DATA: ConsentType = 'health-data';

/** Nobody has a number that begins with 010-0 or 02-0. */
const NO_MOBILE = '01000000000';
const NO_LANDLINE = '0200000000';

const demo: DemoPerson = {
  key: 'demo',
  id: demoId('demo'),
  life: 'demo',
  days: DEMO_DAYS,
  best: 480,
  seed: {
    email: 'demo@soomcare.example',
    nickname: '구름고래',
    birthDate: '1988-02-29',
    language: 'ko',
    timeZone: SEOUL,
    consents: consentTypes,
    profile: {
      name: '가상인',
      phone: NO_MOBILE,
      sex: 'female',
      heightCm: 163,
      weightKg: 58.5,
      smoking: 'never',
      diagnosis: 'asthma',
      diagnosedOn: '2015-03-02',
      doctor: { name: '가상의', clinic: '가상숨내과의원', phone: NO_LANDLINE },
      emergencyContact: { name: '가상친구', relationship: '친구', phone: NO_MOBILE },
    },
  },
};

const toPerson = (sketch: Sketch, index: number): DemoPerson => {
  const [nickname, birthDate, sex, heightCm, weightKg, best, days, life, consents, elsewhere = {}] = sketch;
  const key = `demo${String(index + 2).padStart(2, '0')}`;
  // A diagnosis and smoking are health data too.
  const health = consents.includes(HEALTH_DATA) ? ({ diagnosis: 'asthma', smoking: 'never' } as const) : {};

  return {
    key,
    id: demoId(key, index + 1),
    life,
    days,
    best,
    seed: {
      email: `${key}@soomcare.example`,
      nickname,
      birthDate,
      language: 'ko',
      timeZone: SEOUL,
      ...elsewhere,
      consents,
      profile: { sex, heightCm, weightKg, ...health },
    },
  };
};

/** Forty people who do not exist; the first one is the demo's own log-in. */
export const people: readonly DemoPerson[] = [demo, ...roster.map(toPerson)];
