import { type Endpoint, endpoint } from '@soomcare/http';

import { recordingMember } from '../medications/medication.routes.ts';
import { reminderZoneView, reportTimeZoneBody } from './reminder-zone.schemas.ts';
import type { ReminderZoneService } from './reminder-zone.service.ts';

export const reminderZoneRoutes = (zones: ReminderZoneService): Endpoint[] => [
  endpoint(
    {
      method: 'put',
      path: '/reminder-zone',
      operationId: 'reportTimeZone',
      summary: 'Say in which time zone the phone is; doses move there only if the member says so',
      tag: 'Reminders',
      access: recordingMember,
      body: reportTimeZoneBody,
      response: reminderZoneView,
    },
    ({ actor, body }) => zones.report(actor.id, body, actor.timeZone),
  ),
];
