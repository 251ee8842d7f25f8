import type { Locale } from '@soomcare/http';

import type { WritingGuidance } from '../../posting-rules.ts';

/** Answered to an author whose own words sound like an emergency; it names no dose, which is the doctor's to say. */
const cards: Readonly<Record<Locale, Pick<WritingGuidance, 'headline' | 'steps'>>> = {
  ko: {
    headline: '지금 숨쉬기 힘드신가요? 바로 도움을 받으세요',
    steps: [
      '119에 전화해 천식 응급이라고 말하세요. 게시판의 답글을 기다리지 마세요.',
      '의사가 처방한 증상완화제를 의사가 알려 준 대로 지금 쓰세요.',
      '눕지 말고 똑바로 앉아 옷을 느슨하게 하세요.',
      '혼자 있지 말고 옆 사람에게 알리세요.',
    ],
  },
  en: {
    headline: 'Is it hard to breathe right now? Get help at once',
    steps: [
      'Call 119 (outside Korea, the local ambulance) and say that it is an asthma emergency. Do not wait for answers here.',
      'Use your prescribed reliever now, as your doctor told you.',
      'Sit upright, do not lie down, and loosen tight clothes.',
      'Do not stay alone: tell somebody near you.',
    ],
  },
};

export const emergencyCard = (locale: Locale): WritingGuidance => ({
  ...cards[locale],
  phone: '119',
  source:
    '질병관리청 국가건강정보포털 (hirasabo.or.kr/0304/section2_2.html); asthma.ie; nationalasthma.org.au',
});
