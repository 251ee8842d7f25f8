import { controlLevelOf, type ControlAnswers, rcp3Of, type ThreeAnswers } from './control.ts';

export const verdicts = [
  'well',
  'partly',
  'uncontrolled',
  'good',
  'ask-more',
  'poor',
  'not-well',
  'very-poor',
  'between',
] as const;
export type Verdict = (typeof verdicts)[number];

/** What was answered, of one of the four kinds. */
export type Assessed =
  | { readonly kind: 'gina-four'; readonly answers: ControlAnswers }
  | { readonly kind: 'rcp-3'; readonly answers: ThreeAnswers }
  | { readonly kind: 'act' | 'acq'; readonly total: number };

/** AAFP 2009, table of EPR-3: ACT 20 and above well, 16–19 not well, 15 and below very poorly controlled. */
const ACT = { wellFrom: 20, notWellFrom: 16 };
/** The same: ACQ up to 0.75 well, from 1.5 on not; what lies between is said to lie between. */
const ACQ = { wellUpTo: 0.75, notWellFrom: 1.5 };

const actVerdict = (total: number): Verdict => {
  if (total >= ACT.wellFrom) return 'well';

  return total >= ACT.notWellFrom ? 'not-well' : 'very-poor';
};

const acqVerdict = (mean: number): Verdict => {
  if (mean <= ACQ.wellUpTo) return 'well';

  return mean >= ACQ.notWellFrom ? 'not-well' : 'between';
};

/** The figure of an assessment and what it is called. */
export const scoreOf = (assessed: Assessed): { score: number; verdict: Verdict } => {
  switch (assessed.kind) {
    case 'gina-four':
      return {
        score: Object.values(assessed.answers).filter(Boolean).length,
        verdict: controlLevelOf(assessed.answers),
      };
    case 'rcp-3':
      return rcp3Of(assessed.answers);
    case 'act':
      return { score: assessed.total, verdict: actVerdict(assessed.total) };
    case 'acq':
      return { score: assessed.total, verdict: acqVerdict(assessed.total) };
    default:
      return assessed satisfies never;
  }
};
