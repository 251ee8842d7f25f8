import type { Locale } from '@soomcare/http';

import type { Finding } from './findings.ts';

/** Sentences for people; none of them names a dose, which is the doctor's to say. */
interface Advice {
  readonly lines: Readonly<Record<Locale, readonly string[]>>;
  readonly source: string;
}

const FIRST_AID_SOURCE =
  '질병관리청 국가건강정보포털 (hirasabo.or.kr/0304/section2_2.html); asthma.ie; nationalasthma.org.au';
const PLAN_SOURCE = 'Asthma action plans of the AAAAI and the Minnesota Department of Health';
const OVER_USE_SOURCE = 'EPR-3 (NHLBI 2007); npj 2024, doi 10.1038/s41533-024-00382-x';

/** For a member who has no plan. */
export const generalAdvice = ({ trigger, zone }: Pick<Finding, 'trigger' | 'zone'>): Advice => {
  if (zone === 'red') return redAdvice;

  return trigger === 'reliever-over-use' ? overUseAdvice : yellowAdvice;
};

const redAdvice: Advice = {
  lines: {
    ko: ['지금 바로 119에 전화하거나 가까운 응급실로 가세요.'],
    en: ['Call 119 or go to the nearest emergency room now.'],
  },
  source: FIRST_AID_SOURCE,
};

const yellowAdvice: Advice = {
  lines: {
    ko: [
      '의사가 이런 날에 하라고 알려 준 대로 하세요.',
      '24시간이 지나도 나아지지 않거나 더 나빠지면 담당 의사와 상담하세요.',
      '다음 진료 때 행동 계획을 써 달라고 부탁하세요.',
    ],
    en: [
      'Do what your doctor told you to do on such a day.',
      'Talk to your doctor if it gets worse, or is no better after 24 hours.',
      'Ask for a written action plan at your next visit.',
    ],
  },
  source: PLAN_SOURCE,
};

const overUseAdvice: Advice = {
  lines: {
    ko: [
      '증상완화제를 자주 쓰고 있습니다. 천식이 잘 조절되지 않는다는 뜻일 수 있습니다.',
      '최근에 증상완화제를 얼마나 썼는지 담당 의사와 상담하세요.',
    ],
    en: [
      'You have used your reliever often. Your asthma may not be well controlled.',
      'Talk to your doctor about how often you needed it lately.',
    ],
  },
  source: OVER_USE_SOURCE,
};

/** The ambulance in Korea. */
export const AMBULANCE = '119';

export const emergencyTexts: Advice & { readonly headline: Readonly<Record<Locale, string>> } = {
  headline: { ko: '지금 바로 도움을 받으세요', en: 'Get help now' },
  lines: {
    ko: [
      '119에 전화해 천식 응급이라고 말하세요.',
      '의사가 처방한 증상완화제를 의사가 알려 준 대로 지금 쓰세요.',
      '눕지 말고 똑바로 앉아 옷을 느슨하게 하세요.',
      '혼자 있지 말고 옆 사람에게 알리세요.',
    ],
    en: [
      'Call 119 (outside Korea, the local ambulance) and say that it is an asthma emergency.',
      'Use your prescribed reliever now, as your doctor told you.',
      'Sit upright, do not lie down, and loosen tight clothes.',
      'Do not stay alone: tell somebody near you.',
    ],
  },
  source: FIRST_AID_SOURCE,
};
