import { clientId, freeText, givenInstant, storedInstant } from '@soomcare/member-rows';
import { z } from 'zod';

import { diaryContent, diaryView } from '../diary/diary-entry.schemas.ts';
import { bronchodilators } from '../peak-flow/peak-flow.entity.ts';
import { MAX_QUALITY_NOTE } from './spirometry.entity.ts';

/** Litres with two decimals. The ranges have no source of their own: they catch slips, they judge nobody. */
const fev1Litres = z
  .number()
  .min(0.2)
  .max(7)
  .multipleOf(0.01)
  .meta({ description: 'FEV1 in litres', example: 2.85 });
const fvcLitres = z
  .number()
  .min(0.3)
  .max(9)
  .multipleOf(0.01)
  .meta({ description: 'FVC in litres', example: 3.6 });

const spirometryContent = z.strictObject({
  measuredAt: givenInstant,
  fev1Litres,
  fvcLitres,
  bronchodilator: z.enum(bronchodilators).meta({ description: 'Before or after a bronchodilator' }),
  qualityNote: freeText(MAX_QUALITY_NOTE)
    .nullish()
    .meta({ description: 'What the sheet says of the test’s quality', example: 'grade A, 3 of 3' }),
  ...diaryContent,
});

export const recordSpirometryBody = spirometryContent
  .extend({ id: clientId })
  .meta({ id: 'RecordSpirometry' });
export const updateSpirometryBody = spirometryContent.partial().meta({ id: 'UpdateSpirometry' });

export const spirometryView = z
  .object({
    ...diaryView,
    measuredAt: storedInstant,
    fev1Litres: z.number(),
    fvcLitres: z.number(),
    fev1FvcRatio: z.number().meta({ description: 'Fraction with three decimals, computed', example: 0.792 }),
    bronchodilator: z.enum(bronchodilators),
    qualityNote: z.string().nullable(),
  })
  .meta({ id: 'Spirometry' });

export type SpirometryContent = z.output<typeof spirometryContent>;
export type SpirometryView = z.output<typeof spirometryView>;
