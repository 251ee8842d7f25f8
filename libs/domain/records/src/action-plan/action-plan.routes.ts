import { created, type Endpoint, endpoint, member } from '@soomcare/http';

import { recordingMember } from '../diary/diary-entry.routes.ts';
import { actionPlanErrors } from './action-plan.errors.ts';
import { actionPlanList, actionPlanView, recordActionPlanBody } from './action-plan.schemas.ts';
import type { ActionPlanService } from './action-plan.service.ts';

const path = '/action-plans';
const tag = 'Records';

export const actionPlanRoutes = (plans: ActionPlanService): Endpoint[] => [
  endpoint(
    {
      method: 'post',
      path,
      operationId: 'recordActionPlan',
      summary: 'Copy in the action plan of one’s doctor; it replaces the version before',
      tag,
      access: recordingMember,
      idempotent: true,
      body: recordActionPlanBody,
      status: 201,
      response: actionPlanView,
      errors: [actionPlanErrors.ACTION_PLAN_IN_FUTURE, actionPlanErrors.ACTION_PLAN_MEDICATION_UNKNOWN],
    },
    async ({ actor, body, call }) =>
      created(path, await plans.record(actor.id, body, { ...call.idempotency, timeZone: actor.timeZone })),
  ),
  endpoint(
    {
      method: 'get',
      path,
      operationId: 'listActionPlans',
      summary: 'The versions of the action plan, newest first',
      tag,
      access: member(),
      conditional: 'own-data',
      response: actionPlanList,
    },
    ({ actor }) => plans.list(actor.id),
  ),
  endpoint(
    {
      method: 'get',
      path: `${path}/current`,
      operationId: 'getCurrentActionPlan',
      summary: 'The action plan that holds now',
      tag,
      access: member(),
      conditional: 'own-data',
      response: actionPlanView,
      errors: [actionPlanErrors.ACTION_PLAN_NOT_FOUND],
    },
    ({ actor }) => plans.getCurrent(actor.id),
  ),
];
