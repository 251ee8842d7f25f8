import { pageOf, pageQuery } from '@soomcare/http';
import { clientId, localDay, storedInstant } from '@soomcare/member-rows';
import { daysInRange } from '@soomcare/time';
import { z } from 'zod';

import { reportDocument, reportSections } from './document/report-document.schemas.ts';
import { reportLanguages } from './report.entity.ts';

const MAX_DAYS = 366;

/** What a member writes in their own words goes to a clinic only if they say so. */
const withoutNotes = reportSections.filter((section) => section !== 'notes');

export const createReportBody = z
  .strictObject({
    id: clientId,
    from: localDay.meta({ description: 'First local day', example: '2026-01-01' }),
    to: localDay.meta({ description: 'Last local day, at most 366 days in all', example: '2026-03-31' }),
    sections: z
      .array(z.enum(reportSections))
      .min(1)
      .max(reportSections.length)
      .refine((sections) => new Set(sections).size === sections.length, 'each section once')
      .default(withoutNotes)
      .meta({ description: 'All but `notes` if left out', example: ['peak-flow', 'symptoms'] }),
    language: z.enum(reportLanguages).meta({ description: 'Of the PDF', example: 'ko' }),
  })
  .refine(({ from, to }) => from <= to, { path: ['to'], message: 'to lies before from' })
  .refine(({ from, to }) => daysInRange(from, to) <= MAX_DAYS, { path: ['to'], message: 'at most 366 days' })
  .meta({ id: 'CreateReport' });

export const reportQuery = z.strictObject(pageQuery);

const reportHead = {
  id: z.uuid(),
  version: z.int(),
  createdAt: storedInstant,
  from: z.iso.date(),
  to: z.iso.date(),
  language: z.enum(reportLanguages),
  documentSha256: z.string().meta({
    description: 'Of the document’s canonical JSON (RFC 8785): equal for equal data',
    example: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  }),
};

export const reportListItem = z.object(reportHead).meta({ id: 'ReportListItem' });
export const reportPage = pageOf(reportListItem);

export const reportView = z.object({ ...reportHead, document: reportDocument }).meta({ id: 'Report' });

export type CreateReport = z.output<typeof createReportBody>;
export type ReportQuery = z.output<typeof reportQuery>;
export type ReportView = z.output<typeof reportView>;
