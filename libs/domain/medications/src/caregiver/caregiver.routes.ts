import { type Endpoint, endpoint, member } from '@soomcare/http';

import { recordingMember } from '../medications/medication.routes.ts';
import { caregiverErrors } from './caregiver.errors.ts';
import { caregiverView, setCaregiverBody } from './caregiver.schemas.ts';
import type { CaregiverService } from './caregiver.service.ts';

const path = '/me/caregiver';
const tag = 'Reminders';

export const caregiverRoutes = (caregivers: CaregiverService): Endpoint[] => [
  endpoint(
    {
      method: 'get',
      path,
      operationId: 'getCaregiver',
      summary: 'Who is told when I have not confirmed a planned dose: nobody, until I name somebody',
      tag,
      access: member(),
      response: caregiverView,
      errors: [caregiverErrors.CAREGIVER_NOT_FOUND],
    },
    ({ actor }) => caregivers.get(actor.id),
  ),
  endpoint(
    {
      method: 'put',
      path,
      operationId: 'setCaregiver',
      summary:
        'Name the one who is to be told; a mail asks them first, and nothing else is sent before they agree',
      tag,
      access: recordingMember,
      body: setCaregiverBody,
      response: caregiverView,
      errors: [caregiverErrors.CAREGIVER_REFUSED],
    },
    ({ actor, body }) => caregivers.set(actor.id, body),
  ),
  endpoint(
    {
      method: 'delete',
      path,
      operationId: 'removeCaregiver',
      summary: 'Have nobody told any more',
      tag,
      access: member(),
      errors: [caregiverErrors.CAREGIVER_NOT_FOUND],
    },
    ({ actor }) => caregivers.remove(actor.id),
  ),
];
