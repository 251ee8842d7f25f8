import type { DrugClass, DrugForm } from '@soomcare/medications';

/**
 * What a class is called, by its abbreviations: the synonyms lead from the Korean words to most of them, and not from a brand,
 * so that whoever looks for one medicine does not get all of its class.
 */
export const classWords: Readonly<Record<DrugClass, readonly string[]>> = {
  saba: ['SABA'],
  laba: ['LABA'],
  ics: ['ICS'],
  'ics-laba': ['ICS/LABA'],
  'ics-laba-lama': ['ICS/LABA/LAMA'],
  lama: ['LAMA'],
  sama: ['SAMA'],
  'saba-sama': ['SABA', 'SAMA'],
  ltra: ['LTRA'],
  xanthine: ['xanthine'],
  ocs: ['OCS'],
  biologic: ['biologic'],
  other: [],
};

/** What it looks like, in the words in which members look for it. */
export const formWords: Readonly<Record<DrugForm, string>> = {
  pmdi: '정량분무식 흡입기',
  dpi: '건조분말 흡입기',
  smi: '연무식 흡입기',
  nebule: '네뷸라이저로 들이마시는 약',
  tablet: '먹는 약, 알약',
  chewable: '먹는 약, 씹어 먹는 알약',
  granule: '먹는 약, 가루약',
  syrup: '먹는 약, 물약, 시럽',
  patch: '붙이는 약, 패치',
  injection: '주사제',
};
