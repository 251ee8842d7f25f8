import { created, type Endpoint, endpoint, member } from '@soomcare/http';
import { rowParams } from '@soomcare/member-rows';

import { recordingMember } from '../diary/diary-entry.routes.ts';
import { personalBestErrors } from './personal-best.errors.ts';
import { confirmPersonalBestBody, personalBestList, personalBestView } from './personal-best.schemas.ts';
import type { PersonalBestService } from './personal-best.service.ts';

const path = '/personal-bests';
const tag = 'Records';

export const personalBestRoutes = (bests: PersonalBestService): Endpoint[] => [
  endpoint(
    {
      method: 'post',
      path,
      operationId: 'confirmPersonalBest',
      summary: 'Confirm a personal best, from a day on and for one meter',
      tag,
      access: recordingMember,
      idempotent: true,
      body: confirmPersonalBestBody,
      status: 201,
      response: personalBestView,
      errors: [personalBestErrors.PERSONAL_BEST_IN_FUTURE],
    },
    async ({ actor, body, call }) =>
      created(path, await bests.confirm(actor.id, body, { ...call.idempotency, timeZone: actor.timeZone })),
  ),
  endpoint(
    {
      method: 'get',
      path,
      operationId: 'listPersonalBests',
      summary: 'The confirmed personal bests, newest first, and what could be confirmed next',
      tag,
      access: member(),
      conditional: 'own-data',
      response: personalBestList,
    },
    ({ actor }) => bests.list(actor.id, actor.timeZone),
  ),
  endpoint(
    {
      method: 'delete',
      path: `${path}/{id}`,
      operationId: 'removePersonalBest',
      summary: 'Remove a personal best; readings keep the zone of their time',
      tag,
      access: member(),
      params: rowParams,
      ifMatch: 'optional',
      errors: [personalBestErrors.PERSONAL_BEST_NOT_FOUND],
    },
    ({ actor, params, call }) => bests.remove(actor.id, params.id, call.expectedVersion),
  ),
];
