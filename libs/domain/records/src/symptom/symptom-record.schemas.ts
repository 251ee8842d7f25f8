import { clientId, givenInstant, storedInstant } from '@soomcare/member-rows';
import { z } from 'zod';

import { diaryContent, diaryView } from '../diary/diary-entry.schemas.ts';
import { isDistinct } from '../diary/listed-text.ts';
import { redFlagNames, redFlags } from '../guidance/red-flags.ts';
import { MAX_SEVERITY, symptomKinds, triggerNames, triggers } from './symptoms.ts';

const symptom = z.strictObject({
  kind: z.enum(symptomKinds),
  severity: z
    .int()
    .min(0)
    .max(MAX_SEVERITY)
    .meta({ description: '0 none, 1 mild, 2 moderate, 3 severe', example: 1 }),
});

const namesOf = (names: Readonly<Record<string, string>>) =>
  Object.entries(names)
    .map(([code, name]) => `${code} ${name}`)
    .join(', ');

const symptomContent = z.strictObject({
  occurredAt: givenInstant,
  symptoms: z
    .array(symptom)
    .max(symptomKinds.length)
    .refine((symptoms) => isDistinct(symptoms.map(({ kind }) => kind)), 'one entry a kind')
    .optional(),
  triggers: z
    .array(z.enum(triggers))
    .max(triggers.length)
    .refine(isDistinct, 'each trigger once')
    .optional()
    .meta({ description: namesOf(triggerNames), example: ['yellow-dust'] }),
  redFlags: z
    .array(z.enum(redFlags))
    .max(redFlags.length)
    .refine(isDistinct, 'each sign once')
    .optional()
    .meta({ description: `Signs of an emergency: ${namesOf(redFlagNames)}`, example: ['cannot-speak'] }),
  noSymptoms: z.boolean().optional().meta({ description: 'True says outright that there was nothing' }),
  ...diaryContent,
});

export const recordSymptomsBody = symptomContent.extend({ id: clientId }).meta({ id: 'RecordSymptoms' });
export const updateSymptomRecordBody = symptomContent.partial().meta({ id: 'UpdateSymptomRecord' });

export const symptomRecordView = z
  .object({
    ...diaryView,
    occurredAt: storedInstant,
    symptoms: z.array(z.object({ kind: z.enum(symptomKinds), severity: z.int() })),
    triggers: z.array(z.enum(triggers)),
    redFlags: z.array(z.enum(redFlags)),
    noSymptoms: z.boolean(),
  })
  .meta({ id: 'SymptomRecord' });

export type SymptomContent = z.output<typeof symptomContent>;
export type SymptomRecordView = z.output<typeof symptomRecordView>;
