import { createCursor, pageOf, pageQuery } from '@soomcare/http';
import { z } from 'zod';

import type { ReadAuditEntry } from './audit.repository.ts';

/** The place of the last entry that was shown. */
export const auditCursor = createCursor(z.strictObject({ position: z.int().min(1) }));

export const auditQuery = z.strictObject({
  staffId: z.uuid().toLowerCase().optional(),
  subjectId: z.uuid().toLowerCase().optional(),
  ...pageQuery,
});
export type AuditQuery = z.output<typeof auditQuery>;

const auditEntryView = z
  .object({
    id: z.uuid(),
    position: z.int().meta({ description: 'Place in the chain, from 1' }),
    staffId: z.uuid(),
    staffName: z.string().nullable().meta({ description: 'As they are called now' }),
    role: z.string().meta({ description: 'As it was then', example: 'care' }),
    address: z.string().meta({ description: 'IP address', example: '203.0.113.7' }),
    subjectId: z.uuid().nullable().meta({ description: 'The member whose data was handled' }),
    task: z.string().meta({ example: 'staffGetCalendarMonth' }),
    reason: z.string().nullable(),
    occurredAt: z.iso.datetime(),
  })
  .meta({ id: 'AuditEntry' });
export const auditEntriesView = pageOf(auditEntryView);

export const verdictView = z
  .object({
    intact: z.boolean(),
    entries: z.int().meta({ description: 'How many were found as they were written, from the first on' }),
    firstBadPosition: z.int().nullable(),
  })
  .meta({ id: 'AuditVerification' });

export const presentAuditEntry = ({ hash: _hash, ...entry }: ReadAuditEntry) => entry;

/** What a member sees of an entry: who, when, what and why; never an e-mail address. */
const accessLogEntryView = z
  .object({
    id: z.uuid(),
    staffName: z.string().nullable(),
    staffRole: z.string().meta({
      description: 'As it was then; `clinic-by-code` for whoever opened a report by my share code',
      example: 'care',
    }),
    task: z.string().meta({ description: 'The operation', example: 'staffGetCalendarMonth' }),
    reason: z
      .string()
      .nullable()
      .meta({ description: 'What they gave as their reason, where records were opened' }),
    accessedAt: z.iso.datetime(),
  })
  .meta({ id: 'AccessLogEntry' });
export const accessLogView = pageOf(accessLogEntryView);
export const accessLogQuery = z.strictObject(pageQuery);
export type AccessLogQuery = z.output<typeof accessLogQuery>;

export const presentAccessLogEntry = ({ id, staffName, role, task, reason, occurredAt }: ReadAuditEntry) => ({
  id,
  staffName,
  staffRole: role,
  task,
  reason,
  accessedAt: occurredAt,
});
