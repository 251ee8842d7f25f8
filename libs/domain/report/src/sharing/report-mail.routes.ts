import { type Endpoint, endpoint, type Limit, member } from '@soomcare/http';
import { rowParams } from '@soomcare/member-rows';

import { inForm, reportForms } from '../report-forms.ts';
import { reportErrors } from '../report.errors.ts';
import { reportView } from '../report.schemas.ts';
import type { ReportService } from '../report.service.ts';
import { MAILED_REPORTS_PATH, type ReportMails } from './report-mail.ts';

const tag = 'Reports';
const MAILS: Limit = { name: 'report-mails', points: 5, seconds: 60 * 60 };

export const reportMailRoutes = ({
  mails,
  reports,
}: {
  mails: ReportMails;
  reports: ReportService;
}): Endpoint[] => [
  endpoint(
    {
      method: 'post',
      path: '/reports/{id}/mail',
      operationId: 'mailReport',
      summary: 'Send me a link to this report by mail; never the report itself',
      tag,
      access: member(),
      limit: MAILS,
      params: rowParams,
      status: 202,
      errors: [reportErrors.REPORT_NOT_FOUND, reportErrors.NO_MAIL_ADDRESS],
    },
    ({ actor, params }) => mails.send(actor.id, params.id),
  ),
  endpoint(
    {
      method: 'get',
      path: `${MAILED_REPORTS_PATH}/{id}`,
      operationId: 'getMailedReport',
      summary: 'What the link of such a mail opens, after a log-in of right now',
      tag,
      // Whoever holds the mailbox may hold the unlocked phone as well.
      access: member({ recentLogIn: true }),
      params: rowParams,
      response: reportView,
      alternatives: reportForms,
      errors: [reportErrors.REPORT_NOT_FOUND],
    },
    async ({ actor, params, call }) => inForm(await reports.get(actor.id, params.id), call.mediaType),
  ),
];
