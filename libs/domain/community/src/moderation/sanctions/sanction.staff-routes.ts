import { type Endpoint, endpoint, staff } from '@soomcare/http';
import { rowParams } from '@soomcare/member-rows';

import type { AppealService } from './appeal.service.ts';
import { sanctionErrors } from './sanction.errors.ts';
import { answerAppealBody, appealQuery, staffSanctionPage, staffSanctionView } from './sanction.schemas.ts';

const tag = 'Community';
const access = staff({ permission: 'community:moderate' });

export const sanctionStaffRoutes = (appeals: AppealService): Endpoint[] => [
  endpoint(
    {
      method: 'get',
      path: '/sanctions',
      operationId: 'staffListSanctions',
      summary: 'Sanctions that members appeal against, the longest waiting first',
      tag,
      access,
      query: appealQuery,
      response: staffSanctionPage,
    },
    ({ query }) => appeals.list(query),
  ),
  endpoint(
    {
      method: 'post',
      path: '/sanctions/{id}/appeal-answer',
      operationId: 'staffAnswerAppeal',
      summary: 'Uphold or lift a sanction; not by who decided it',
      tag,
      access,
      params: rowParams,
      body: answerAppealBody,
      response: staffSanctionView,
      errors: [sanctionErrors.SANCTION_NOT_FOUND, sanctionErrors.NO_OPEN_APPEAL, sanctionErrors.OWN_SANCTION],
    },
    ({ params, body, ...by }) => appeals.answer(by, params.id, body),
  ),
];
