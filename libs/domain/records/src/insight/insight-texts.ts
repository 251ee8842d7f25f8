import { type Trigger, triggerNames } from '../symptom/symptoms.ts';
import type { EarlyNotice, NoticeRule } from './early-notice.ts';
import type { TriggerAssociation } from './trigger-association.ts';

/** In both languages, so that an answer is the same whoever reads it. */
export interface Sentence {
  readonly ko: string;
  readonly en: string;
}

type Inputs = Readonly<Record<string, number>>;

/** What is there to see and that a doctor should be asked; no diagnosis, and no word about doses. */
const noticeTexts: Readonly<Record<NoticeRule, (inputs: Inputs) => Sentence>> = {
  'reliever-burst': ({ puffsPerDay, puffsPerDayBefore }) => ({
    ko: `최근 이틀은 하루 평균 ${puffsPerDay}회, 앞선 2주는 ${puffsPerDayBefore}회 증상완화제를 흡입했습니다. 행동 계획을 확인하고 의료진과 상담하세요.`,
    en: `You took ${puffsPerDay} puffs of reliever a day in the last two days, and ${puffsPerDayBefore} in the two weeks before. Look at your action plan and talk to your doctor.`,
  }),
  'reliever-over-two-days-a-week': ({ days }) => ({
    ko: `지난 7일 중 ${days}일에 증상완화제를 썼습니다. 의료진과 상담하세요.`,
    en: `You needed your reliever on ${days} of the last 7 days. Talk to your doctor.`,
  }),
  'night-waking': ({ nights }) => ({
    ko: `지난 7일 중 ${nights}일을 천식 증상으로 밤에 깼습니다. 의료진과 상담하세요.`,
    en: `Asthma woke you on ${nights} of the last 7 days. Talk to your doctor.`,
  }),
  'peak-flow-below-green': ({ lowDays, ofDays }) => ({
    ko: `지난 ${ofDays}일 중 ${lowDays}일의 최대호기유량이 녹색 구간보다 낮았습니다. 행동 계획을 확인하세요.`,
    en: `Your peak flow was below the green zone on ${lowDays} of the last ${ofDays} days. Look at your action plan.`,
  }),
  'variability-excessive': ({ percent, thresholdPercent }) => ({
    ko: `지난 2주 최대호기유량의 하루 변동이 평균 ${percent}%로, 기준 ${thresholdPercent}%보다 큽니다(추정). 의료진과 상담하세요.`,
    en: `In two weeks your peak flow swung by ${percent} % a day, above the mark of ${thresholdPercent} % (an estimate). Talk to your doctor.`,
  }),
  'diary-silent': ({ entryDaysBefore }) => ({
    ko: `앞선 3주에는 ${entryDaysBefore}일을 기록했지만 지난 7일은 기록이 없습니다. 지금 상태를 기록해 보세요.`,
    en: `You kept your diary on ${entryDaysBefore} days of the three weeks before, and not in the last 7. Note how you are.`,
  }),
};

export const noticeText = ({ rule, inputs }: EarlyNotice): Sentence => noticeTexts[rule](inputs);

const englishName = (trigger: Trigger) => trigger.replaceAll('-', ' ');

export const associationText = ({
  trigger,
  daysWith,
  daysWithout,
  worseWithPercent,
  worseWithoutPercent,
}: TriggerAssociation): Sentence => ({
  ko: `증상이 중등도 이상인 날은 '${triggerNames[trigger]}'을(를) 적은 ${daysWith}일 중 ${worseWithPercent}%, 적지 않은 ${daysWithout}일 중 ${worseWithoutPercent}%였습니다. 함께 나타났다는 뜻이며, 원인이라는 뜻은 아닙니다.`,
  en: `Symptoms were moderate or worse on ${worseWithPercent} % of ${daysWith} days with “${englishName(trigger)}”, and on ${worseWithoutPercent} % of ${daysWithout} days without. They went together; this does not say that one caused the other.`,
});
