import { pageOf, pageQuery } from '@soomcare/http';
import { freeText, storedInstant } from '@soomcare/member-rows';
import { z } from 'zod';

import { writingKinds } from '../../posting-rules.ts';
import { maskedAuthorView } from '../masked-author.ts';
import { appealStates, maxLength, sanctionKinds } from './sanction.entity.ts';

const MAX_DAYS = 365;
export const sanctionDays = z.int().min(1).max(MAX_DAYS);

export const sanctionQuery = z.strictObject(pageQuery);
export type ListSanctions = z.output<typeof sanctionQuery>;

export const sanctionView = z
  .object({
    id: z.uuid(),
    kind: z.enum(sanctionKinds),
    reason: z.string(),
    subject: z.object({ kind: z.enum(writingKinds), id: z.uuid() }),
    createdAt: storedInstant,
    expiresAt: storedInstant.nullable().meta({ description: 'Null: without an end, or without a duration' }),
    appealState: z.enum(appealStates).meta({ description: 'A lifted one has no effect any more' }),
    appeal: z.string().nullable(),
    appealedAt: storedInstant.nullable(),
    answer: z.string().nullable(),
    answeredAt: storedInstant.nullable(),
  })
  .meta({ id: 'Sanction' });
export type SanctionView = z.input<typeof sanctionView>;

export const sanctionPage = pageOf(sanctionView).meta({ id: 'SanctionPage' });

export const staffSanctionView = z
  .object({
    ...sanctionView.shape,
    author: maskedAuthorView,
    reportId: z.uuid(),
    decidedBy: z.uuid().meta({ description: 'A member of staff: somebody else answers the appeal' }),
  })
  .meta({ id: 'StaffSanction' });
export type StaffSanctionView = z.input<typeof staffSanctionView>;

export const staffSanctionPage = pageOf(staffSanctionView).meta({ id: 'StaffSanctionPage' });

export const appealBody = z.strictObject({ text: freeText(maxLength.appeal) }).meta({ id: 'AppealSanction' });

export const appealQuery = z.strictObject({
  ...pageQuery,
  appealState: z.enum(appealStates).exclude(['none']).optional().meta({ description: '`open` unless told' }),
});
export type ListAppeals = z.output<typeof appealQuery>;

export const answerAppealBody = z
  .strictObject({
    outcome: z.enum(['upheld', 'lifted']),
    answer: freeText(maxLength.answer).meta({ description: 'The member reads it' }),
  })
  .meta({ id: 'AnswerAppeal' });
export type AnswerAppeal = z.output<typeof answerAppealBody>;
