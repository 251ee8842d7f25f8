import { anyone, type Endpoint, endpoint, type Limit, member } from '@soomcare/http';
import { rowParams } from '@soomcare/member-rows';

import { inForm, reportForms } from '../report-forms.ts';
import { reportErrors } from '../report.errors.ts';
import { reportView } from '../report.schemas.ts';
import { shareCodeErrors } from './share-code.errors.ts';
import { sharedReportParams, sharedReportQuery, shareCodeView } from './share-code.schemas.ts';
import { type ShareCodeService, TRIES_OF_ADDRESS } from './share-code.service.ts';

const tag = 'Reports';
const NEW_CODES: Limit = { name: 'new-share-codes', points: 20, seconds: 60 * 60 };

export const shareCodeRoutes = (shares: ShareCodeService): Endpoint[] => [
  endpoint(
    {
      method: 'post',
      path: '/reports/{id}/share-codes',
      operationId: 'createShareCode',
      summary: 'A code by which a clinic opens this report without an account, for ten minutes',
      tag,
      // Giving health data to a third person needs the consent that recording it needs (PIPA §23).
      access: member({ consents: ['health-data'] }),
      limit: NEW_CODES,
      params: rowParams,
      status: 201,
      response: shareCodeView,
      errors: [reportErrors.REPORT_NOT_FOUND, shareCodeErrors.TOO_MANY_SHARE_CODES],
    },
    ({ actor, params }) => shares.create(actor.id, params.id),
  ),
  endpoint(
    {
      method: 'delete',
      path: '/reports/{id}/share-codes',
      operationId: 'endShareCodes',
      summary: 'End every code of this report at once',
      tag,
      access: member(),
      params: rowParams,
      errors: [reportErrors.REPORT_NOT_FOUND],
    },
    ({ actor, params }) => shares.endAll(actor.id, params.id),
  ),
  endpoint(
    {
      method: 'get',
      path: '/shared-reports/{code}',
      operationId: 'getSharedReport',
      summary: 'A report by the code and the birth year of whose it is; shown in their access log',
      tag,
      access: anyone('whoever knows the code and the birth year was told both by the patient'),
      limit: TRIES_OF_ADDRESS,
      params: sharedReportParams,
      query: sharedReportQuery,
      response: reportView,
      alternatives: reportForms,
      errors: [shareCodeErrors.SHARED_REPORT_NOT_FOUND],
    },
    async ({ params, query, call }) =>
      inForm(await shares.open({ ...params, ...query, address: call.address }), call.mediaType),
  ),
];
