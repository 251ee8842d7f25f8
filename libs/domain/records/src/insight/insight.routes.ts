import { type Endpoint, endpoint, member } from '@soomcare/http';

import { insightErrors } from './insight.errors.ts';
import { insightQuery, insightsView } from './insight.schemas.ts';
import type { InsightService } from './insight.service.ts';

export const insightRoutes = (insights: InsightService): Endpoint[] => [
  endpoint(
    {
      method: 'get',
      path: '/insights',
      operationId: 'getInsights',
      summary: 'What the records of a range mean: each figure with its rule, its source and its coverage',
      tag: 'Records',
      access: member(),
      query: insightQuery,
      // A drug's class is the one fact that is not the member's own; a version's minute bounds how old it can be.
      conditional: 'own-data',
      response: insightsView,
      errors: [insightErrors.INSIGHT_RANGE_UNFIT],
    },
    ({ actor, query }) => insights.get(actor.id, query, actor.timeZone),
  ),
];
