import { type Call, created, type Endpoint, endpoint, member, versioned } from '@soomcare/http';
import { rowParams } from '@soomcare/member-rows';

import { medicationErrors } from '../medications/medication.errors.ts';
import { recordingMember } from '../medications/medication.routes.ts';
import { supplyErrors } from './supply.errors.ts';
import {
  correctSupplyBody,
  recordPrimingBody,
  recordRefillBody,
  supplyEventParams,
  supplyEventView,
  supplyView,
} from './supply.schemas.ts';
import type { SupplyService } from './supply.service.ts';

const medicationPath = '/medications/{id}';
const eventPath = '/medications/{medicationId}/supply-events/{id}';
const tag = 'Medications';

/** What the three kinds of events have in common. */
const creation = {
  method: 'post',
  tag,
  access: recordingMember,
  params: rowParams,
  idempotent: true,
  status: 201,
  response: supplyEventView,
} as const;
const notFound = medicationErrors.MEDICATION_NOT_FOUND;
const wrongTime = supplyErrors.SUPPLY_AT_WRONG_TIME;

const ownerOf = ({ id: memberId }: { id: string }, medicationId: string) => ({ memberId, medicationId });
const eventsOf = ({ id }: { id: string }) => `/medications/${id}/supply-events`;
const callOf = ({ idempotency }: Call, { timeZone }: { timeZone: string }) => ({ ...idempotency, timeZone });

export const supplyRoutes = (supply: SupplyService): Endpoint[] => [
  endpoint(
    {
      ...creation,
      path: `${medicationPath}/refills`,
      operationId: 'recordRefill',
      summary: 'A new inhaler or pack is in use',
      body: recordRefillBody,
      errors: [notFound, supplyErrors.SUPPLY_DOSES_UNKNOWN, wrongTime],
    },
    async ({ actor, params, body, call }) =>
      created(
        eventsOf(params),
        await supply.recordRefill(ownerOf(actor, params.id), body, callOf(call, actor)),
      ),
  ),
  endpoint(
    {
      ...creation,
      path: `${medicationPath}/primings`,
      operationId: 'recordPriming',
      summary: 'Puffs that went into the air to make the inhaler ready',
      body: recordPrimingBody,
      errors: [notFound, wrongTime],
    },
    async ({ actor, params, body, call }) =>
      created(
        eventsOf(params),
        await supply.recordPriming(ownerOf(actor, params.id), body, callOf(call, actor)),
      ),
  ),
  endpoint(
    {
      ...creation,
      path: `${medicationPath}/supply-corrections`,
      operationId: 'correctSupply',
      summary: 'What the counter really shows; counted from there on',
      body: correctSupplyBody,
      errors: [notFound, wrongTime],
    },
    async ({ actor, params, body, call }) =>
      created(eventsOf(params), await supply.correct(ownerOf(actor, params.id), body, callOf(call, actor))),
  ),
  endpoint(
    {
      method: 'get',
      path: eventPath,
      operationId: 'getSupplyEvent',
      summary: 'Get a refill, a priming or a correction',
      tag,
      access: member(),
      params: supplyEventParams,
      response: supplyEventView,
      errors: [supplyErrors.SUPPLY_EVENT_NOT_FOUND],
    },
    async ({ actor, params }) =>
      versioned(await supply.getEvent(ownerOf(actor, params.medicationId), params.id)),
  ),
  endpoint(
    {
      method: 'delete',
      path: eventPath,
      operationId: 'removeSupplyEvent',
      summary: 'Take back a refill, a priming or a correction',
      tag,
      access: member(),
      params: supplyEventParams,
      ifMatch: 'optional',
      errors: [supplyErrors.SUPPLY_EVENT_NOT_FOUND],
    },
    ({ actor, params, call }) =>
      supply.removeEvent(ownerOf(actor, params.medicationId), params.id, call.expectedVersion),
  ),
  endpoint(
    {
      method: 'get',
      path: `${medicationPath}/supply`,
      operationId: 'getSupply',
      summary: 'What is left of a medicine, and until when it lasts',
      tag,
      access: member(),
      params: rowParams,
      response: supplyView,
      errors: [notFound],
    },
    ({ actor, params }) => supply.get(ownerOf(actor, params.id), actor.timeZone),
  ),
];
