import { created, type Endpoint, endpoint, member, versioned } from '@soomcare/http';
import { rowParams } from '@soomcare/member-rows';

import { medicationErrors } from '../medications/medication.errors.ts';
import { recordingMember } from '../medications/medication.routes.ts';
import { scheduleErrors } from './schedule.errors.ts';
import {
  createScheduleBody,
  scheduleList,
  scheduleParams,
  scheduleView,
  updateScheduleBody,
} from './schedule.schemas.ts';
import type { ScheduleService } from './schedule.service.ts';

const path = '/medications/{id}/schedules';
const itemPath = '/medications/{medicationId}/schedules/{id}';
const tag = 'Medications';

const ruleErrors = [
  scheduleErrors.SCHEDULE_KIND_UNCLEAR,
  scheduleErrors.SCHEDULE_DAYS_UNCLEAR,
  scheduleErrors.SCHEDULE_ENDS_BEFORE_START,
  scheduleErrors.SCHEDULE_PAUSES_UNCLEAR,
  scheduleErrors.SCHEDULE_OUTSIDE_COURSE,
  medicationErrors.DOSE_OF_PART_PUFFS,
];
const itemErrors = [medicationErrors.MEDICATION_NOT_FOUND, scheduleErrors.SCHEDULE_NOT_FOUND];

const ownerOf = (actor: { id: string }, medicationId: string) => ({ memberId: actor.id, medicationId });

export const scheduleRoutes = (schedules: ScheduleService): Endpoint[] => [
  endpoint(
    {
      method: 'post',
      path,
      operationId: 'createSchedule',
      summary: 'Say when a medicine is due; a taper is one schedule after the other',
      tag,
      access: recordingMember,
      params: rowParams,
      idempotent: true,
      body: createScheduleBody,
      status: 201,
      response: scheduleView,
      errors: [
        medicationErrors.MEDICATION_NOT_FOUND,
        medicationErrors.MEDICATION_ARCHIVED,
        scheduleErrors.TOO_MANY_SCHEDULES,
        ...ruleErrors,
      ],
    },
    async ({ actor, params, body, call }) =>
      created(
        `/medications/${params.id}/schedules`,
        await schedules.create(ownerOf(actor, params.id), body, call.idempotency),
      ),
  ),
  endpoint(
    {
      method: 'get',
      path,
      operationId: 'listSchedules',
      summary: 'All schedules of a medicine, in the order in which they begin',
      tag,
      access: member(),
      params: rowParams,
      response: scheduleList,
      errors: [medicationErrors.MEDICATION_NOT_FOUND],
    },
    ({ actor, params }) => schedules.list(ownerOf(actor, params.id)),
  ),
  endpoint(
    {
      method: 'get',
      path: itemPath,
      operationId: 'getSchedule',
      summary: 'Get a schedule',
      tag,
      access: member(),
      params: scheduleParams,
      response: scheduleView,
      errors: itemErrors,
    },
    async ({ actor, params }) =>
      versioned(await schedules.get(ownerOf(actor, params.medicationId), params.id)),
  ),
  endpoint(
    {
      method: 'patch',
      path: itemPath,
      operationId: 'updateSchedule',
      summary: 'Edit a schedule; only the doses to come change',
      tag,
      access: recordingMember,
      params: scheduleParams,
      ifMatch: 'required',
      body: updateScheduleBody,
      response: scheduleView,
      errors: [...itemErrors, medicationErrors.MEDICATION_ARCHIVED, ...ruleErrors],
    },
    async ({ actor, params, body, call }) =>
      versioned(
        await schedules.update(ownerOf(actor, params.medicationId), params.id, body, call.expectedVersion),
      ),
  ),
  endpoint(
    {
      method: 'delete',
      path: itemPath,
      operationId: 'removeSchedule',
      summary: 'Remove a schedule and its open doses; what was due before stays',
      tag,
      access: member(),
      params: scheduleParams,
      ifMatch: 'optional',
      errors: itemErrors,
    },
    ({ actor, params, call }) =>
      schedules.remove(ownerOf(actor, params.medicationId), params.id, call.expectedVersion),
  ),
];
