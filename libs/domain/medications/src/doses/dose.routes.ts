import { type Endpoint, endpoint, member } from '@soomcare/http';
import { rowParams } from '@soomcare/member-rows';

import { medicationErrors } from '../medications/medication.errors.ts';
import { recordingMember } from '../medications/medication.routes.ts';
import { doseErrors } from './dose.errors.ts';
import {
  doseList,
  doseQuery,
  doseView,
  skipDoseBody,
  snoozeDoseBody,
  takeDoseBody,
  takenDoseView,
} from './dose.schemas.ts';
import type { DoseService } from './dose.service.ts';

const path = '/doses';
const itemPath = `${path}/{id}` as const;
const tag = 'Doses';

/** An answer can be sent again: the same one changes nothing, another one is refused until the first is undone. */
const answerErrors = [doseErrors.DOSE_NOT_FOUND, doseErrors.DOSE_ALREADY_ANSWERED, doseErrors.DOSE_CANCELLED];

export const doseRoutes = (doses: DoseService): Endpoint[] => [
  endpoint(
    {
      method: 'get',
      path,
      operationId: 'listDoses',
      summary: 'The doses of a local day, past or future, in the order in which they are due',
      tag,
      access: member(),
      query: doseQuery,
      conditional: true,
      response: doseList,
    },
    ({ actor, query }) => doses.list(actor.id, query.date),
  ),
  endpoint(
    {
      method: 'get',
      path: itemPath,
      operationId: 'getDose',
      summary: 'Get a dose',
      tag,
      access: member(),
      params: rowParams,
      response: doseView,
      errors: [doseErrors.DOSE_NOT_FOUND],
    },
    ({ actor, params }) => doses.get(actor.id, params.id),
  ),
  endpoint(
    {
      method: 'post',
      path: `${itemPath}/take`,
      operationId: 'takeDose',
      summary: 'Answer that a dose was taken, once: another answer over it is 409 until the first is undone',
      tag,
      access: recordingMember,
      params: rowParams,
      body: takeDoseBody,
      status: 200,
      response: takenDoseView,
      errors: [
        ...answerErrors,
        doseErrors.DOSE_IN_FUTURE,
        doseErrors.DOSE_TOO_EARLY,
        medicationErrors.DOSE_OF_PART_PUFFS,
      ],
    },
    ({ actor, params, body }) => doses.take(actor.id, params.id, body, actor.timeZone),
  ),
  endpoint(
    {
      method: 'post',
      path: `${itemPath}/skip`,
      operationId: 'skipDose',
      summary:
        'Answer that a dose is left out, once: another answer over it is 409 until the first is undone',
      tag,
      access: recordingMember,
      params: rowParams,
      body: skipDoseBody,
      status: 200,
      response: doseView,
      errors: answerErrors,
    },
    ({ actor, params, body }) => doses.skip(actor.id, params.id, body),
  ),
  endpoint(
    {
      method: 'post',
      path: `${itemPath}/snooze`,
      operationId: 'snoozeDose',
      summary: 'Be reminded of a dose that is due again later, before the next of its schedule',
      tag,
      access: recordingMember,
      params: rowParams,
      body: snoozeDoseBody,
      status: 200,
      response: doseView,
      errors: [...answerErrors, doseErrors.DOSE_NOT_OPEN, doseErrors.DOSE_SNOOZE_TOO_LONG],
    },
    ({ actor, params, body }) => doses.snooze(actor.id, params.id, body),
  ),
  endpoint(
    {
      method: 'delete',
      path: `${itemPath}/answer`,
      operationId: 'undoDose',
      summary: 'Undo what was answered, with the intake that it made, or a snooze',
      tag,
      access: member(),
      params: rowParams,
      response: doseView,
      errors: [doseErrors.DOSE_NOT_FOUND],
    },
    ({ actor, params }) => doses.undo(actor.id, params.id),
  ),
];
