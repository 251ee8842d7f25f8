import { created, type Endpoint, endpoint, staff, versioned } from '@soomcare/http';
import { rowParams } from '@soomcare/member-rows';

import { synonymErrors } from './synonym.errors.ts';
import {
  createSynonymBody,
  editSynonymBody,
  listSynonymsQuery,
  synonymPage,
  synonymView,
} from './synonym.schemas.ts';
import { type SynonymService } from './synonym.service.ts';

const tag = 'Search';
const access = staff({ permission: 'articles:edit' });

/** For editors: the words that members use, and the words that texts use. */
export const synonymStaffRoutes = (synonyms: SynonymService): Endpoint[] => [
  endpoint(
    {
      method: 'get',
      path: '/synonyms',
      operationId: 'staffListSynonyms',
      summary: 'Groups of words for one thing, by term',
      tag,
      access,
      query: listSynonymsQuery,
      response: synonymPage,
    },
    ({ query }) => synonyms.list(query),
  ),
  endpoint(
    {
      method: 'get',
      path: '/synonyms/{id}',
      operationId: 'staffGetSynonym',
      summary: 'A group of words, with the ETag that an edit needs',
      tag,
      access,
      params: rowParams,
      response: synonymView,
      errors: [synonymErrors.SYNONYM_NOT_FOUND],
    },
    async ({ params }) => versioned(await synonyms.get(params.id)),
  ),
  endpoint(
    {
      method: 'post',
      path: '/synonyms',
      operationId: 'staffCreateSynonym',
      summary: 'Say what else a thing is called; the next search knows it',
      tag,
      access,
      body: createSynonymBody,
      status: 201,
      response: synonymView,
      errors: [synonymErrors.SYNONYM_EXISTS],
    },
    async ({ actor, body }) => created('/synonyms', await synonyms.create(actor.id, body)),
  ),
  endpoint(
    {
      method: 'patch',
      path: '/synonyms/{id}',
      operationId: 'staffEditSynonym',
      summary: 'Change the words of a term',
      tag,
      access,
      params: rowParams,
      ifMatch: 'required',
      body: editSynonymBody,
      response: synonymView,
      errors: [synonymErrors.SYNONYM_NOT_FOUND],
    },
    async ({ actor, params, body, call }) =>
      versioned(await synonyms.edit(actor.id, params.id, body, call.expectedVersion)),
  ),
  endpoint(
    {
      method: 'delete',
      path: '/synonyms/{id}',
      operationId: 'staffRemoveSynonym',
      summary: 'Forget what a term is called else',
      tag,
      access,
      params: rowParams,
      errors: [synonymErrors.SYNONYM_NOT_FOUND],
    },
    ({ actor, params }) => synonyms.remove(actor.id, params.id),
  ),
];
