import { queryInteger } from '@soomcare/http';
import { storedInstant } from '@soomcare/member-rows';
import { z } from 'zod';

export const shareCodeView = z
  .object({
    code: z
      .string()
      .meta({ description: 'Six digits, shown this once; the clinic types them', example: '042617' }),
    expiresAt: storedInstant,
  })
  .meta({ id: 'ShareCode' });
export type ShareCodeView = z.output<typeof shareCodeView>;

const code = z
  .string()
  .regex(/^\d{6}$/)
  .meta({ example: '042617' });
const birthYear = queryInteger({ min: 1900, max: 2999, description: 'Of whose report it is' });

export const sharedReportParams = z.object({ code });
export const sharedReportQuery = z.strictObject({ birthYear });

/** What the page's form sends: the same two, and which form the report is wanted in. */
export const clinicForm = z.object({ code, birthYear, form: z.enum(['page', 'pdf']).default('page') });
