import { pageOf, pageQuery } from '@soomcare/http';
import { freeText, storedInstant } from '@soomcare/member-rows';
import { z } from 'zod';

import { writingKinds } from '../../posting-rules.ts';
import { maskedAuthorView } from '../masked-author.ts';
import { sanctionDays, staffSanctionView } from '../sanctions/sanction.schemas.ts';
import { abuseReasons, decisions, maxLength, reportSources, reportStates } from './abuse-report.entity.ts';

/** More are not read before a decision. */
export const mostSanctions = 20;

const subject = { kind: z.enum(writingKinds), id: z.uuid().toLowerCase() };
const reason = z.enum(abuseReasons);

export const reportAbuseBody = z
  .strictObject({ subject: z.strictObject(subject), reason, note: freeText(maxLength.note).optional() })
  .meta({ id: 'ReportAbuse' });
export type ReportAbuse = z.output<typeof reportAbuseBody>;

export const abuseReportView = z
  .object({ id: z.uuid(), subject: z.object(subject), reason, createdAt: storedInstant })
  .meta({ id: 'AbuseReport' });

export const reportQuery = z.strictObject({
  ...pageQuery,
  state: z.enum(reportStates).optional().meta({ description: '`open` unless told' }),
  reason: reason.optional(),
});
export type ListReports = z.output<typeof reportQuery>;

export const staffReportView = z
  .object({
    ...abuseReportView.shape,
    author: maskedAuthorView,
    source: z.enum(reportSources),
    note: z.string().nullable(),
    snapshot: z.string().meta({ description: 'The text as it was when it was reported' }),
    priority: z.int().meta({ description: '1 is first' }),
    state: z.enum(reportStates),
    dueAt: storedInstant,
    isOverdue: z.boolean(),
    claimedBy: z.uuid().nullable(),
    claimedAt: storedInstant.nullable(),
    decision: z.enum(decisions).nullable(),
    decisionReason: z.string().nullable(),
    decidedAt: storedInstant.nullable(),
  })
  .meta({ id: 'StaffAbuseReport' });
export type StaffReportView = z.input<typeof staffReportView>;

export const staffReportPage = pageOf(staffReportView).meta({ id: 'StaffAbuseReportPage' });

export const authorHistoryView = z
  .object({
    reports: z
      .object({ pending: z.int(), dismissed: z.int(), acted: z.int() })
      .meta({ description: 'How many of each there are about the author, this one among them' }),
    sanctions: z
      .array(staffSanctionView)
      .meta({ description: `The last first, ${mostSanctions} at most; lifted ones as well` }),
  })
  .meta({ id: 'AuthorHistory' });
export type AuthorHistory = z.input<typeof authorHistoryView>;

export const decideBody = z
  .strictObject({
    decision: z.enum(decisions),
    reason: freeText(maxLength.decisionReason).meta({ description: 'The author reads it' }),
    days: sanctionDays.optional().meta({ description: 'Of a restriction or ban; a ban without days stays' }),
  })
  .refine(({ decision, days }) => decision !== 'restrict' || days !== undefined, {
    path: ['days'],
    message: 'a restriction needs days',
  })
  .refine(({ decision, days }) => days === undefined || decision === 'restrict' || decision === 'ban', {
    path: ['days'],
    message: 'only a restriction or a ban has days',
  })
  .meta({ id: 'DecideAbuseReport' });
export type DecideReport = z.output<typeof decideBody>;
