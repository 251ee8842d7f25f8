import { type ConsentType, consentTypes } from '@soomcare/identity';

import { type OtherLife } from './lives/other-lives.ts';

const DIARY: readonly ConsentType[] = ['service', 'health-data'];
const NEWS: readonly ConsentType[] = [...DIARY, 'marketing', 'night-push'];
const COMMUNITY: readonly ConsentType[] = [...DIARY, 'community-exposure'];
const ALL = consentTypes;
/** These have refused the health-data consent, so they can have no diary. */
const BASIC: readonly ConsentType[] = ['service'];
const BASIC_NEWS: readonly ConsentType[] = [...BASIC, 'marketing'];

/** A made-up member in one line. */
export type Sketch = readonly [
  nickname: string,
  born: string,
  sex: 'female' | 'male',
  heightCm: number,
  weightKg: number,
  /** Personal best, L/min. */
  best: number,
  /** Days since sign-up, today among them. */
  days: number,
  life: OtherLife,
  consents: readonly ConsentType[],
  elsewhere?: { readonly language?: 'en'; readonly timeZone?: string },
];

/** Invented nicknames, invented bodies. New rows go to the end: the place in the list makes the address and the ids. */
export const roster: readonly Sketch[] = [
  ['종이비행기', '2002-07-21', 'female', 155, 45, 440, 24, 'steady', DIARY],
  ['달빛수달', '2009-09-07', 'female', 155, 45, 430, 22, 'symptomsOnly', DIARY],
  ['민트다람쥐', '1967-07-02', 'female', 157, 59, 380, 53, 'sparse', ALL],
  [
    'Paper Dragon',
    '1964-10-13',
    'male',
    166,
    69,
    450,
    53,
    'morningOnly',
    NEWS,
    { language: 'en', timeZone: 'Europe/London' },
  ],
  ['새벽안개섬', '1990-07-05', 'male', 182, 68, 550, 53, 'hardToControl', DIARY],
  ['노란우산', '1999-02-19', 'male', 183, 79.5, 560, 24, 'sporty', COMMUNITY],
  ['감자요정', '2007-10-02', 'female', 160, 55.5, 440, 32, 'silent', BASIC],
  ['은하수펭귄', '1976-06-10', 'female', 161, 61, 410, 37, 'clinicOnly', DIARY],
  ['Sleepy Comet', '1970-08-11', 'male', 179, 69, 470, 45, 'twoMeters', ALL, { language: 'en' }],
  ['토마토장군', '1999-06-05', 'female', 169, 62.5, 450, 22, 'symptomsOnly', NEWS],
  ['솜사탕구름', '1964-06-11', 'male', 176, 72, 490, 47, 'steady', DIARY],
  ['보라두더지', '2007-05-16', 'female', 156, 45.5, 460, 55, 'silent', COMMUNITY],
  ['별똥별사냥꾼', '1952-08-10', 'male', 177, 78.5, 440, 19, 'morningOnly', DIARY],
  [
    'Velvet Moose',
    '1985-03-20',
    'male',
    168,
    63,
    530,
    36,
    'steady',
    DIARY,
    { language: 'en', timeZone: 'America/New_York' },
  ],
  ['파란풍선', '1995-07-13', 'female', 169, 56.5, 440, 43, 'symptomsOnly', ALL],
  ['게으른거북', '2002-07-28', 'female', 162, 60.5, 420, 42, 'sparse', NEWS],
  ['춤추는선인장', '1999-03-08', 'female', 161, 49, 440, 29, 'morningOnly', DIARY],
  ['우주고양이', '2010-03-14', 'female', 165, 62, 420, 56, 'silent', BASIC],
  ['Tin Robot', '1960-11-22', 'male', 166, 60.5, 500, 53, 'sporty', DIARY, { language: 'en' }],
  ['바람개비박사', '1982-07-04', 'female', 169, 66, 370, 10, 'steady', DIARY],
  ['졸린올빼미', '1997-08-06', 'female', 157, 50.5, 400, 35, 'clinicOnly', ALL],
  ['호두까는곰', '1967-02-12', 'male', 165, 53, 470, 57, 'twoMeters', NEWS, { timeZone: 'Asia/Tokyo' }],
  ['딸기문어', '1956-05-12', 'female', 165, 59.5, 300, 49, 'symptomsOnly', DIARY],
  [
    'Marble Fox',
    '1976-08-16',
    'male',
    174,
    61,
    490,
    39,
    'steady',
    COMMUNITY,
    { language: 'en', timeZone: 'Asia/Tokyo' },
  ],
  ['도토리시장', '1973-12-06', 'male', 181, 65.5, 520, 39, 'sparse', DIARY],
  ['초록물감', '2010-09-10', 'male', 167, 65.5, 550, 51, 'morningOnly', DIARY],
  ['빙하여우', '1999-06-25', 'female', 161, 57, 460, 50, 'steady', ALL],
  ['옥수수기차', '1995-10-26', 'female', 160, 60, 430, 32, 'symptomsOnly', NEWS],
  ['Rainy Pickle', '1973-06-24', 'female', 154, 56.5, 410, 28, 'silent', BASIC, { language: 'en' }],
  ['유리구두한짝', '1960-06-15', 'female', 165, 67.5, 330, 23, 'morningOnly', COMMUNITY],
  ['마카롱곰돌이', '1995-08-07', 'female', 164, 54.5, 440, 57, 'hardToControl', DIARY],
  ['잠수하는나무', '1973-11-12', 'male', 167, 67.5, 480, 42, 'sporty', DIARY],
  ['은빛연어', '1997-08-06', 'male', 178, 78, 560, 12, 'steady', ALL],
  ['Moonlit Teapot', '1982-08-13', 'male', 167, 65.5, 510, 35, 'silent', BASIC_NEWS, { language: 'en' }],
  ['복숭아로켓', '1976-11-05', 'female', 169, 66.5, 380, 50, 'twoMeters', DIARY],
  ['서랍속바다', '2002-01-01', 'female', 157, 53, 410, 45, 'symptomsOnly', COMMUNITY],
  ['무지개양말', '1997-04-01', 'male', 173, 62.5, 570, 60, 'silent', BASIC],
  ['느린우체통', '1992-09-14', 'male', 169, 56.5, 580, 49, 'sparse', DIARY],
  ['Wandering Turnip', '1970-07-27', 'male', 181, 67.5, 480, 51, 'morningOnly', ALL, { language: 'en' }],
];
