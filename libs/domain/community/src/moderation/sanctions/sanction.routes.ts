import { type Endpoint, endpoint } from '@soomcare/http';

import { readingMember } from '../../community-access.ts';
import { rowParams } from '@soomcare/member-rows';

import { sanctionErrors } from './sanction.errors.ts';
import { appealBody, sanctionPage, sanctionQuery, sanctionView } from './sanction.schemas.ts';
import type { SanctionService } from './sanction.service.ts';

const tag = 'Community';

export const sanctionRoutes = (sanctions: SanctionService): Endpoint[] => [
  endpoint(
    {
      method: 'get',
      path: '/me/sanctions',
      operationId: 'listMySanctions',
      summary: 'What moderators decided about what I wrote, the last first',
      tag,
      access: readingMember,
      query: sanctionQuery,
      response: sanctionPage,
    },
    ({ actor, query }) => sanctions.list(actor.id, query),
  ),
  endpoint(
    {
      method: 'post',
      path: '/sanctions/{id}/appeal',
      operationId: 'appealSanction',
      summary: 'Ask that somebody else looks at a decision; once',
      tag,
      access: readingMember,
      params: rowParams,
      body: appealBody,
      response: sanctionView,
      errors: [sanctionErrors.SANCTION_NOT_FOUND, sanctionErrors.ALREADY_APPEALED],
    },
    ({ actor, params, body }) => sanctions.appeal(actor.id, params.id, body.text),
  ),
];
