import { type Endpoint, endpoint, staff } from '@soomcare/http';
import { rowParams } from '@soomcare/member-rows';

import { abuseReportErrors } from './abuse-report.errors.ts';
import {
  authorHistoryView,
  decideBody,
  reportQuery,
  staffReportPage,
  staffReportView,
} from './abuse-report.schemas.ts';
import type { ReportQueue } from './report-queue.service.ts';

const { ABUSE_REPORT_NOT_FOUND } = abuseReportErrors;

const ofOneReport = {
  tag: 'Community',
  access: staff({ permission: 'community:moderate' }),
  params: rowParams,
  response: staffReportView,
} as const;

export const abuseReportStaffRoutes = (queue: ReportQueue): Endpoint[] => [
  endpoint(
    {
      method: 'get',
      path: '/abuse-reports',
      operationId: 'staffListAbuseReports',
      summary: 'Reports of members and rules, the most urgent first; open ones unless told',
      tag: ofOneReport.tag,
      access: ofOneReport.access,
      query: reportQuery,
      response: staffReportPage,
    },
    ({ query }) => queue.list(query),
  ),
  endpoint(
    {
      ...ofOneReport,
      method: 'get',
      path: '/abuse-reports/{id}',
      operationId: 'staffGetAbuseReport',
      summary: 'One report',
      errors: [ABUSE_REPORT_NOT_FOUND],
    },
    ({ params }) => queue.get(params.id),
  ),
  endpoint(
    {
      ...ofOneReport,
      method: 'get',
      path: '/abuse-reports/{id}/author-history',
      operationId: 'staffGetAuthorHistory',
      summary: 'What was reported and decided about the author of the text before',
      response: authorHistoryView,
      errors: [ABUSE_REPORT_NOT_FOUND],
    },
    ({ params }) => queue.getAuthorHistory(params.id),
  ),
  endpoint(
    {
      ...ofOneReport,
      method: 'post',
      path: '/abuse-reports/{id}/claim',
      operationId: 'staffClaimAbuseReport',
      summary: 'Take a report, so that nobody else works on it for half an hour',
      errors: [ABUSE_REPORT_NOT_FOUND, abuseReportErrors.ABUSE_REPORT_TAKEN],
    },
    ({ params, ...by }) => queue.claim(by, params.id),
  ),
  endpoint(
    {
      ...ofOneReport,
      method: 'post',
      path: '/abuse-reports/{id}/decision',
      operationId: 'staffDecideAbuseReport',
      summary: 'Decide every open report of a text; its author is told, and may appeal',
      body: decideBody,
      errors: [ABUSE_REPORT_NOT_FOUND, abuseReportErrors.ABUSE_REPORT_NOT_CLAIMED],
    },
    ({ params, body, ...by }) => queue.decide(by, params.id, body),
  ),
];
