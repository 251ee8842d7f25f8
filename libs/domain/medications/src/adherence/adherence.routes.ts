import { type Endpoint, endpoint, member } from '@soomcare/http';

import { adherenceQuery, adherenceView } from './adherence.schemas.ts';
import type { AdherenceService } from './adherence.service.ts';

export const adherenceRoutes = (adherence: AdherenceService): Endpoint[] => [
  endpoint(
    {
      method: 'get',
      path: '/adherence',
      operationId: 'getAdherence',
      summary: 'Doses taken of doses planned: each day, the range, and 7 and 30 days up to its end',
      tag: 'Doses',
      access: member(),
      query: adherenceQuery,
      conditional: true,
      response: adherenceView,
    },
    ({ actor, query }) => adherence.get(actor.id, query, actor.timeZone),
  ),
];
