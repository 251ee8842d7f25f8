import { type Endpoint, endpoint, type Limit } from '@soomcare/http';

import { readingMember } from '../../community-access.ts';
import { abuseReportErrors } from './abuse-report.errors.ts';
import { abuseReportView, reportAbuseBody } from './abuse-report.schemas.ts';
import type { AbuseReportService } from './abuse-report.service.ts';

/** Far more than one reads in an hour, and too few to flood the queue. */
const REPORTS: Limit = { name: 'abuse-reports', points: 30, seconds: 3600 };

export const abuseReportRoutes = (reports: AbuseReportService): Endpoint[] => [
  endpoint(
    {
      method: 'post',
      path: '/abuse-reports',
      operationId: 'reportAbuse',
      summary: 'Tell the moderators of a post or comment, as it reads now; once',
      tag: 'Community',
      access: readingMember,
      limit: REPORTS,
      body: reportAbuseBody,
      status: 201,
      response: abuseReportView,
      errors: [
        abuseReportErrors.REPORTED_TEXT_NOT_FOUND,
        abuseReportErrors.ALREADY_REPORTED,
        abuseReportErrors.OWN_TEXT,
      ],
    },
    async ({ actor, body }) => {
      const { id, reason, createdAt } = await reports.report(actor.id, body);
      return { id, subject: body.subject, reason, createdAt };
    },
  ),
];
