import { created, type Endpoint, endpoint, member, versioned } from '@soomcare/http';
import { rowParams } from '@soomcare/member-rows';

import { medicationErrors } from './medication.errors.ts';
import {
  createMedicationBody,
  medicationPage,
  medicationQuery,
  medicationView,
  updateMedicationBody,
} from './medication.schemas.ts';
import type { MedicationService } from './medication.service.ts';

const path = '/medications';
const itemPath = `${path}/{id}` as const;
const tag = 'Medications';

/** Recording health data needs its own consent (PIPA §23); reading and removing what is there does not. */
export const recordingMember = member({ consents: ['health-data'] });

export const medicationRoutes = (medications: MedicationService): Endpoint[] => [
  endpoint(
    {
      method: 'post',
      path,
      operationId: 'createMedication',
      summary: 'Add a medicine to the member’s list',
      tag,
      access: recordingMember,
      idempotent: true,
      body: createMedicationBody,
      status: 201,
      response: medicationView,
      errors: [
        medicationErrors.MEDICATION_DRUG_UNKNOWN,
        medicationErrors.DOSE_OF_PART_PUFFS,
        medicationErrors.MEDICATION_ENDS_BEFORE_START,
      ],
    },
    async ({ actor, body, call }) =>
      created(path, await medications.create(actor.id, body, call.idempotency)),
  ),
  endpoint(
    {
      method: 'get',
      path,
      operationId: 'listMedications',
      summary: 'List the member’s medicines, newest first',
      tag,
      access: member(),
      query: medicationQuery,
      conditional: true,
      response: medicationPage,
    },
    ({ actor, query }) => medications.list(actor.id, query),
  ),
  endpoint(
    {
      method: 'get',
      path: itemPath,
      operationId: 'getMedication',
      summary: 'Get a medicine',
      tag,
      access: member(),
      params: rowParams,
      response: medicationView,
      errors: [medicationErrors.MEDICATION_NOT_FOUND],
    },
    async ({ actor, params }) => versioned(await medications.get(actor.id, params.id)),
  ),
  endpoint(
    {
      method: 'patch',
      path: itemPath,
      operationId: 'updateMedication',
      summary: 'Edit a medicine, archive it or bring it back; the doses to come follow',
      tag,
      access: recordingMember,
      params: rowParams,
      ifMatch: 'required',
      body: updateMedicationBody,
      response: medicationView,
      errors: [
        medicationErrors.MEDICATION_NOT_FOUND,
        medicationErrors.DOSE_OF_PART_PUFFS,
        medicationErrors.MEDICATION_ENDS_BEFORE_START,
        medicationErrors.MEDICATION_STARTS_AFTER_SCHEDULE,
      ],
    },
    async ({ actor, params, body, call }) =>
      versioned(await medications.update(actor.id, params.id, body, call.expectedVersion)),
  ),
  endpoint(
    {
      method: 'delete',
      path: itemPath,
      operationId: 'removeMedication',
      summary: 'Remove a medicine that was never taken, with its schedules; others are archived',
      tag,
      access: member(),
      params: rowParams,
      ifMatch: 'optional',
      errors: [medicationErrors.MEDICATION_NOT_FOUND, medicationErrors.MEDICATION_HAS_INTAKES],
    },
    ({ actor, params, call }) => medications.remove(actor.id, params.id, call.expectedVersion),
  ),
];
