import { clientId, freeText, givenInstant, storedInstant } from '@soomcare/member-rows';
import { z } from 'zod';

import { dayCount, diaryContent, diaryView } from '../diary/diary-entry.schemas.ts';
import { exacerbationKinds, MAX_PLACE } from './exacerbation.entity.ts';

const exacerbationContent = z.strictObject({
  startedAt: givenInstant,
  endedAt: givenInstant.nullish().meta({ description: 'Left out while it lasts' }),
  kind: z.enum(exacerbationKinds),
  missedDays: dayCount.nullish().meta({ description: 'Days missed at work or school', example: 2 }),
  oralSteroidDays: dayCount.nullish().meta({ description: 'Days on oral steroids', example: 5 }),
  place: freeText(MAX_PLACE).nullish().meta({ example: '서울대학교병원 응급실' }),
  ...diaryContent,
});

export const recordExacerbationBody = exacerbationContent
  .extend({ id: clientId })
  .meta({ id: 'RecordExacerbation' });
export const updateExacerbationBody = exacerbationContent.partial().meta({ id: 'UpdateExacerbation' });

export const exacerbationView = z
  .object({
    ...diaryView,
    startedAt: storedInstant,
    endedAt: storedInstant.nullable(),
    endedOn: z.iso.date().nullable(),
    kind: z.enum(exacerbationKinds),
    missedDays: z.int().nullable(),
    oralSteroidDays: z.int().nullable(),
    place: z.string().nullable(),
  })
  .meta({ id: 'Exacerbation' });

export type ExacerbationContent = z.output<typeof exacerbationContent>;
export type ExacerbationView = z.output<typeof exacerbationView>;
