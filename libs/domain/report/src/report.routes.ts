import { created, type Endpoint, endpoint, type Limit, member } from '@soomcare/http';
import { rowParams } from '@soomcare/member-rows';

import { inForm, reportForms } from './report-forms.ts';
import { reportErrors } from './report.errors.ts';
import { createReportBody, reportPage, reportQuery, reportView } from './report.schemas.ts';
import type { ReportService } from './report.service.ts';

const path = '/reports';
const tag = 'Reports';

/** Each reads a year's entries and keeps them for good. */
const NEW_REPORTS: Limit = { name: 'new-reports', points: 20, seconds: 60 * 60 };
/** A PDF of a year takes a processor for about a second. */
const REPORT_READS: Limit = { name: 'report-reads', points: 30, seconds: 60 };

export const reportRoutes = (reports: ReportService): Endpoint[] => [
  endpoint(
    {
      method: 'post',
      path,
      operationId: 'createReport',
      summary: 'Freeze what my diary and my medicines say of some days, to show it to a doctor',
      tag,
      // Putting health data together for others needs the consent that recording it needs (PIPA §23).
      access: member({ consents: ['health-data'] }),
      limit: NEW_REPORTS,
      idempotent: true,
      body: createReportBody,
      status: 201,
      response: reportView,
      errors: [reportErrors.REPORT_IN_FUTURE, reportErrors.REPORT_TOO_LONG],
    },
    async ({ actor, body, call }) =>
      created(path, await reports.create(actor.id, body, { ...call.idempotency, timeZone: actor.timeZone })),
  ),
  endpoint(
    {
      method: 'get',
      path,
      operationId: 'listReports',
      summary: 'My reports, newest first, without what is in them',
      tag,
      access: member(),
      query: reportQuery,
      conditional: true,
      response: reportPage,
    },
    ({ actor, query }) => reports.list(actor.id, query),
  ),
  endpoint(
    {
      method: 'get',
      path: `${path}/{id}`,
      operationId: 'getReport',
      summary: 'A report as it was frozen, in the form that `Accept` prefers',
      tag,
      access: member(),
      limit: REPORT_READS,
      params: rowParams,
      conditional: true,
      response: reportView,
      alternatives: reportForms,
      errors: [reportErrors.REPORT_NOT_FOUND],
    },
    async ({ actor, params, call }) => inForm(await reports.get(actor.id, params.id), call.mediaType),
  ),
  endpoint(
    {
      method: 'delete',
      path: `${path}/{id}`,
      operationId: 'removeReport',
      summary: 'Remove a report; the diary stays as it is',
      tag,
      access: member(),
      params: rowParams,
      ifMatch: 'optional',
      errors: [reportErrors.REPORT_NOT_FOUND],
    },
    ({ actor, params, call }) => reports.remove(actor.id, params.id, call.expectedVersion),
  ),
];
