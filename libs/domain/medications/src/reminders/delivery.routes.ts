import { type Endpoint, endpoint, member } from '@soomcare/http';
import { rowParams } from '@soomcare/member-rows';

import { doseErrors } from '../doses/dose.errors.ts';
import { recordingMember } from '../medications/medication.routes.ts';
import { deliveryErrors } from './delivery.errors.ts';
import { acknowledgeReminderBody, deliveryList } from './delivery.schemas.ts';
import type { DeliveryService } from './delivery.service.ts';

const tag = 'Reminders';

export const deliveryRoutes = (deliveries: DeliveryService): Endpoint[] => [
  endpoint(
    {
      method: 'get',
      path: '/doses/{id}/deliveries',
      operationId: 'listDoseDeliveries',
      summary:
        'What became of the reminders of a dose, device by device, in the order in which they were due',
      tag,
      access: member(),
      params: rowParams,
      response: deliveryList,
      errors: [doseErrors.DOSE_NOT_FOUND],
    },
    ({ actor, params, call }) => deliveries.list(actor.id, params.id, call.locale),
  ),
  endpoint(
    {
      method: 'post',
      path: '/deliveries/acknowledgements',
      operationId: 'acknowledgeReminder',
      summary:
        'Say that this device has shown a reminder; again changes nothing, and 404 need not be retried',
      tag,
      access: recordingMember,
      body: acknowledgeReminderBody,
      status: 204,
      errors: [deliveryErrors.REMINDER_NOT_FOUND],
    },
    ({ actor, body }) => deliveries.acknowledge(actor.id, body),
  ),
];
