import type { Symptom } from '../symptom/symptoms.ts';

/**
 * What the member ticks. 119 at once for each of them: danger signs of the KDCA health portal
 * (hirasabo.or.kr/0304/section2_2.html), of nationalasthma.org.au (asthma first aid), asthma.ie and
 * spacetobreathe.pharmac.govt.nz (emergencies), and the red zones of the AAAAI and Minnesota plans.
 */
export const redFlagNames = {
  'cannot-speak': '숨이 차서 말하기 어려움',
  'cannot-walk': '가만히 있거나 천천히 걸어도 숨쉬기 힘듦',
  'cannot-lie-down': '눕기 힘들 정도로 숨이 참',
  'grey-blue-lips': '입술·손톱이 회색이나 파란색',
  'reliever-not-helping': '증상완화제를 써도 나아지지 않음',
  'drowsy-or-confused': '정신이 몽롱하거나 축 처짐',
} as const;

export type RedFlag = keyof typeof redFlagNames;
export const redFlags = Object.keys(redFlagNames) as [RedFlag, ...RedFlag[]];

/** What the usual symptoms say by themselves at their worst. */
export const severeSigns = ['severe-breathlessness', 'severe-activity-limitation'] as const;
export type SevereSign = (typeof severeSigns)[number];

const SEVERE = 3;

/** A severe cough, wheeze or bad night is for the doctor, not for 119; the red zones name only these two. */
const signOf: Partial<Record<Symptom['kind'], SevereSign>> = {
  breathlessness: 'severe-breathlessness',
  'activity-limitation': 'severe-activity-limitation',
};

/** Every danger sign of one record, in a fixed order; none is no emergency. */
export const dangerSignsOf = (record: {
  readonly symptoms: readonly Symptom[];
  readonly redFlags: readonly RedFlag[];
}): (RedFlag | SevereSign)[] => {
  const severe = record.symptoms.flatMap(({ kind, severity }) =>
    severity >= SEVERE ? (signOf[kind] ?? []) : [],
  );

  return [
    ...redFlags.filter((flag) => record.redFlags.includes(flag)),
    ...severeSigns.filter((sign) => severe.includes(sign)),
  ];
};
