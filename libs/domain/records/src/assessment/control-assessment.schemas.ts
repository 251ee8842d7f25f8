import { clientId, givenInstant, storedInstant } from '@soomcare/member-rows';
import { z } from 'zod';

import { diaryContent, diaryView } from '../diary/diary-entry.schemas.ts';
import { assessmentKinds } from './control-assessment.entity.ts';
import { verdicts } from './verdict.ts';

const yes = (description: string) => z.boolean().meta({ description });

export const ginaFour = z
  .strictObject({
    daytimeSymptomsOverTwiceAWeek: yes('In four weeks: symptoms by day on more than two days a week'),
    anyNightWaking: yes('In four weeks: a night with symptoms, or more'),
    relieverOverTwiceAWeek: yes(
      'In four weeks: a short-acting reliever on more than two days a week; not before sport, not formoterol with a steroid',
    ),
    anyActivityLimitation: yes('In four weeks: something given up because of asthma'),
  })
  .meta({ id: 'GinaFour' });

export const rcp3 = z
  .strictObject({
    difficultySleeping: yes('Slept badly because of asthma'),
    usualDaytimeSymptoms: yes('Had the usual symptoms by day'),
    interferedWithActivities: yes('Asthma interfered with usual activities'),
  })
  .meta({ id: 'Rcp3' });

const assessmentContent = z.strictObject({
  answeredAt: givenInstant,
  ginaFour: ginaFour.nullish(),
  rcp3: rcp3.nullish(),
  actTotal: z.int().min(5).max(25).nullish().meta({ description: 'ACT total from a clinic', example: 21 }),
  acqMean: z
    .number()
    .min(0)
    .max(6)
    .multipleOf(0.01)
    .nullish()
    .meta({ description: 'ACQ mean from a clinic' }),
  ...diaryContent,
});

export const recordControlAssessmentBody = assessmentContent
  .extend({ id: clientId })
  .meta({ id: 'RecordControlAssessment' });
export const updateControlAssessmentBody = assessmentContent
  .partial()
  .meta({ id: 'UpdateControlAssessment' });

export const controlAssessmentView = z
  .object({
    ...diaryView,
    answeredAt: storedInstant,
    kind: z.enum(assessmentKinds),
    ginaFour: ginaFour.nullable(),
    rcp3: rcp3.nullable(),
    actTotal: z.int().nullable(),
    acqMean: z.number().nullable(),
    score: z.number().meta({ description: 'Answers against control, or the total that was typed in' }),
    verdict: z.enum(verdicts),
  })
  .meta({ id: 'ControlAssessment' });

export type AssessmentContent = z.output<typeof assessmentContent>;
export type ControlAssessmentView = z.output<typeof controlAssessmentView>;
