import { type Symptom, type SymptomKind, type Trigger } from '@soomcare/records';

import { type Random } from './random.ts';

/** How asthma is on one day; what is written down of it is another matter. */
export interface Condition {
  /** Peak flow in percent of the personal best, before any reliever. The morning is the lowest. */
  readonly morningPercent: number;
  readonly eveningPercent: number;
  readonly symptoms: readonly Symptom[];
  readonly triggers: readonly Trigger[];
  /** 0 for a night slept through. */
  readonly nightWaking: number;
  /** How often the reliever is needed. */
  readonly relieverTimes: number;
  readonly notes: readonly [string, ...string[]];
}

const mild = (kind: SymptomKind): Symptom => ({ kind, severity: 1 });

const QUIET: readonly [string, ...string[]] = [
  '오늘은 숨이 편안했다',
  '계단도 가뿐하게 올라갔다',
  '별일 없는 하루',
  '아침 안개가 걷히듯 가슴이 시원하다',
];

export const goodDay = (random: Random): Condition => {
  const evening = random.between(91, 98);
  const isTroubled = random.chance(0.3);

  return {
    morningPercent: evening - random.between(4, 8),
    eveningPercent: evening,
    symptoms: isTroubled ? [mild(random.pick(['cough', 'sputum', 'chest-tightness']))] : [],
    triggers: isTroubled && random.chance(0.5) ? [random.pick(['cold-air', 'stress', 'cooking-fumes'])] : [],
    nightWaking: 0,
    relieverTimes: isTroubled && random.chance(0.25) ? 1 : 0,
    notes: isTroubled ? ['살짝 답답했지만 금방 괜찮아졌다', '잔기침이 조금 났다'] : QUIET,
  };
};

/** @param progress 0 on the first day of the cold, 1 on the last one before the crisis */
export const coldDay = (random: Random, progress: number): Condition => {
  const evening = Math.round(90 - 30 * progress) + random.between(-1, 1);
  const severity = progress < 0.4 ? 1 : 2;

  return {
    morningPercent: Math.max(52, evening - random.between(6, 10)),
    eveningPercent: evening,
    symptoms: [
      { kind: 'cough', severity },
      { kind: 'sputum', severity: 1 },
      ...(progress > 0.3 ? [{ kind: 'wheeze', severity } as const] : []),
      ...(progress > 0.6
        ? ([{ kind: 'breathlessness', severity }, mild('activity-limitation')] as const)
        : []),
    ],
    triggers: ['respiratory-infection', ...(progress > 0.5 ? (['cold-air'] as const) : [])],
    nightWaking: progress > 0.75 ? 2 : Number(progress > 0.25 && random.chance(0.8)),
    relieverTimes: Math.round(1 + 4 * progress),
    notes:
      progress < 0.4
        ? ['감기 기운이 있다. 목이 칼칼하다', '콧물과 기침이 시작됐다']
        : ['기침 때문에 잠을 설쳤다', '쌕쌕 소리가 들린다', '완화제를 써도 오래가지 않는다'],
  };
};

/** The day that ends in the emergency room. */
export const crisisDay = (): Condition => ({
  morningPercent: 47,
  eveningPercent: 44,
  symptoms: [
    { kind: 'cough', severity: 3 },
    { kind: 'wheeze', severity: 3 },
    { kind: 'breathlessness', severity: 3 },
    { kind: 'activity-limitation', severity: 3 },
  ],
  triggers: ['respiratory-infection'],
  nightWaking: 3,
  relieverTimes: 6,
  notes: ['말을 이어 가기 힘들 만큼 숨이 차다. 응급실에 가야겠다'],
});

/** @param progress 0 on the first day after the crisis, 1 when it is over */
export const recoveryDay = (random: Random, progress: number): Condition => {
  const evening = Math.round(66 + 26 * progress) + random.between(-1, 1);

  return {
    morningPercent: evening - random.between(5, 8),
    eveningPercent: evening,
    symptoms: [
      { kind: 'cough', severity: progress < 0.5 ? 2 : 1 },
      ...(progress < 0.4 ? [mild('wheeze')] : []),
    ],
    triggers: ['respiratory-infection'],
    nightWaking: Number(progress < 0.3),
    relieverTimes: progress < 0.5 ? 2 : 1,
    notes: ['조금씩 나아지고 있다', '오늘은 푹 쉬었다', '병원에서 배운 대로 천천히 숨을 쉬었다'],
  };
};

export const pollenDay = (random: Random): Condition => {
  const evening = random.between(76, 84);

  return {
    morningPercent: evening - random.between(4, 8),
    eveningPercent: evening,
    symptoms: [{ kind: 'wheeze', severity: random.between(1, 2) }, mild('cough'), mild('chest-tightness')],
    triggers: ['pollen', ...(random.chance(0.4) ? (['season-change'] as const) : [])],
    nightWaking: Number(random.chance(0.2)),
    relieverTimes: random.between(1, 2),
    notes: ['공원을 지나는데 쌕쌕거렸다', '꽃가루가 심한 날. 창문을 닫아 두었다', '마스크를 쓰니 조금 낫다'],
  };
};

/** A day like most of theirs for somebody whose asthma is not under control. */
export const hardDay = (random: Random): Condition => {
  const evening = random.between(62, 83);

  return {
    morningPercent: evening - random.between(6, 11),
    eveningPercent: evening,
    symptoms: [
      { kind: 'wheeze', severity: random.between(1, 2) },
      { kind: 'breathlessness', severity: random.between(1, 2) },
    ],
    triggers: [random.pick(['house-dust-mite', 'fine-dust', 'tobacco-smoke', 'missed-controller'])],
    nightWaking: random.chance(0.35) ? random.between(1, 2) : 0,
    relieverTimes: random.between(1, 3),
    notes: ['오늘도 완화제를 챙겨 나갔다', '계단에서 한 번 쉬었다', '조절제를 또 깜빡했다'],
  };
};
