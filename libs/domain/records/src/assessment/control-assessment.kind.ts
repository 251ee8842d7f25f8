import type { DiaryRepository } from '../diary/diary-entry.repository.ts';
import type { DiaryRouteNames } from '../diary/diary-entry.routes.ts';
import type { DiaryKind, DiaryRow, ValuesOf } from '../diary/diary-kind.ts';
import type { ControlAssessment } from './control-assessment.entity.ts';
import { assessmentErrors } from './control-assessment.errors.ts';
import {
  type AssessmentContent,
  type ControlAssessmentView,
  controlAssessmentView,
  recordControlAssessmentBody,
  updateControlAssessmentBody,
} from './control-assessment.schemas.ts';
import { type Assessed, scoreOf } from './verdict.ts';

type AssessmentValues = ValuesOf<ControlAssessment>;

export const controlAssessmentRoutes: DiaryRouteNames<AssessmentContent, ControlAssessmentView> = {
  path: '/control-assessments',
  operation: 'recordControlAssessment',
  one: 'ControlAssessment',
  many: 'ControlAssessments',
  noun: 'a control assessment',
  nouns: 'control assessments',
  body: recordControlAssessmentBody,
  patch: updateControlAssessmentBody,
  view: controlAssessmentView,
  errors: [assessmentErrors.ASSESSMENT_UNCLEAR],
};

/** @throws ASSESSMENT_UNCLEAR */
const assessedOf = ({ ginaFour, rcp3, actTotal, acqMean }: AssessmentContent): Assessed => {
  const given: Assessed[] = [
    ...(ginaFour ? [{ kind: 'gina-four', answers: ginaFour } as const] : []),
    ...(rcp3 ? [{ kind: 'rcp-3', answers: rcp3 } as const] : []),
    ...(typeof actTotal === 'number' ? [{ kind: 'act', total: actTotal } as const] : []),
    ...(typeof acqMean === 'number' ? [{ kind: 'acq', total: acqMean } as const] : []),
  ];
  const [assessed] = given;
  if (!assessed || given.length > 1) throw assessmentErrors.ASSESSMENT_UNCLEAR();

  return assessed;
};

const YES = 'Y';
const NO = 'N';

const lettersOf = (answers: readonly boolean[]) => answers.map((each) => (each ? YES : NO)).join('');

const answerLetters = ({ ginaFour, rcp3 }: AssessmentContent): string | null => {
  if (ginaFour) {
    return lettersOf([
      ginaFour.daytimeSymptomsOverTwiceAWeek,
      ginaFour.anyNightWaking,
      ginaFour.relieverOverTwiceAWeek,
      ginaFour.anyActivityLimitation,
    ]);
  }
  if (!rcp3) return null;

  return lettersOf([rcp3.difficultySleeping, rcp3.usualDaytimeSymptoms, rcp3.interferedWithActivities]);
};

/** What was typed, as it was stored. */
export const answersOf = ({
  kind,
  answers,
  scoreHundredths,
}: Pick<AssessmentValues, 'kind' | 'answers' | 'scoreHundredths'>) => {
  const isYes = (index: number) => answers?.[index] === YES;

  return {
    ginaFour:
      kind === 'gina-four'
        ? {
            daytimeSymptomsOverTwiceAWeek: isYes(0),
            anyNightWaking: isYes(1),
            relieverOverTwiceAWeek: isYes(2),
            anyActivityLimitation: isYes(3),
          }
        : null,
    rcp3:
      kind === 'rcp-3'
        ? { difficultySleeping: isYes(0), usualDaytimeSymptoms: isYes(1), interferedWithActivities: isYes(2) }
        : null,
    actTotal: kind === 'act' ? scoreHundredths / 100 : null,
    acqMean: kind === 'acq' ? scoreHundredths / 100 : null,
  };
};

export const createControlAssessmentKind = (
  entries: DiaryRepository<DiaryRow & AssessmentValues>,
): DiaryKind<AssessmentContent, AssessmentValues, ControlAssessmentView> => ({
  operation: controlAssessmentRoutes.operation,
  entries,
  instantOf: ({ answeredAt }) => answeredAt,

  settle(_memberId, content, day) {
    const assessed = assessedOf(content);

    return {
      answeredAt: day.instant,
      kind: assessed.kind,
      answers: answerLetters(content),
      scoreHundredths: Math.round(scoreOf(assessed).score * 100),
    };
  },

  contentOf: (row) => ({ ...row, ...answersOf(row) }),

  present(row) {
    const answers = answersOf(row);
    return { ...row, ...answers, ...scoreOf(assessedOf({ ...row, ...answers })) };
  },
});
