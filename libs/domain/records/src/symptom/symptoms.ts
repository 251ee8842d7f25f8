/** The kinds, in the order in which they are shown. */
export const symptomKinds = [
  'cough',
  'wheeze',
  'breathlessness',
  'chest-tightness',
  'sputum',
  'night-waking',
  'activity-limitation',
] as const;
export type SymptomKind = (typeof symptomKinds)[number];

/** None, mild, moderate, severe. */
export const MAX_SEVERITY = 3;

export interface Symptom {
  readonly kind: SymptomKind;
  readonly severity: number;
}

/** What may set asthma off, with the words a Korean reader uses. Only the codes are stored. */
export const triggerNames = {
  'cold-air': '찬 공기',
  exercise: '운동',
  'respiratory-infection': '감기·호흡기 감염',
  pollen: '꽃가루',
  'house-dust-mite': '집먼지진드기',
  mould: '곰팡이',
  'pet-cat': '고양이',
  'pet-dog': '개',
  'pet-other': '다른 반려동물',
  cockroach: '바퀴벌레',
  'fine-dust': '미세먼지',
  'ultrafine-dust': '초미세먼지',
  'yellow-dust': '황사',
  ozone: '오존',
  'vehicle-exhaust': '자동차 매연',
  'season-change': '환절기·일교차',
  'weather-change': '날씨 변화',
  humidity: '습도',
  heat: '더위',
  'tobacco-smoke': '담배 연기',
  'other-smoke': '연기·화재',
  'cooking-fumes': '조리 연기',
  'strong-smell': '향수·강한 냄새',
  'cleaning-product': '세제·청소용품',
  'work-substance': '직장의 분진·화학물질',
  food: '음식',
  alcohol: '음주',
  'pain-reliever': '아스피린·소염진통제',
  'other-medicine': '다른 약',
  stress: '스트레스',
  laughing: '웃음·울음',
  reflux: '위식도 역류',
  menstruation: '월경',
  'poor-sleep': '수면 부족',
  'missed-controller': '조절제 거름',
  other: '기타',
  unknown: '모름',
} as const;

export type Trigger = keyof typeof triggerNames;
export const triggers = Object.keys(triggerNames) as [Trigger, ...Trigger[]];
