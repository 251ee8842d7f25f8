import { type Endpoint, endpoint, member } from '@soomcare/http';

import { drugErrors } from './drug.errors.ts';
import { drugPage, drugParams, drugView, searchDrugsQuery } from './drug.schemas.ts';
import type { DrugService } from './drug.service.ts';

const tag = 'Medications';

export const drugRoutes = (drugs: DrugService): Endpoint[] => [
  endpoint(
    {
      method: 'get',
      path: '/drugs',
      operationId: 'searchDrugs',
      summary: 'Find medicines of the catalogue by name, ingredient, everyday name or initial sounds',
      tag,
      access: member(),
      query: searchDrugsQuery,
      conditional: true,
      response: drugPage,
    },
    ({ query }) => drugs.search(query),
  ),
  endpoint(
    {
      method: 'get',
      path: '/drugs/{id}',
      operationId: 'getDrug',
      summary: 'Get a medicine of the catalogue',
      tag,
      access: member(),
      params: drugParams,
      conditional: true,
      response: drugView,
      errors: [drugErrors.DRUG_NOT_FOUND],
    },
    ({ params }) => drugs.get(params.id),
  ),
];
