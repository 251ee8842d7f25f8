import { type Endpoint, endpoint, member, versioned } from '@soomcare/http';

import { recordingMember } from '../medications/medication.routes.ts';
import { reminderSettingsView, setReminderSettingsBody } from './reminder-settings.schemas.ts';
import type { ReminderSettingsService } from './reminder-settings.service.ts';

const path = '/reminder-settings';
const tag = 'Reminders';

export const reminderSettingsRoutes = (settings: ReminderSettingsService): Endpoint[] => [
  endpoint(
    {
      method: 'get',
      path,
      operationId: 'getReminderSettings',
      summary: 'How I am reminded of doses: quietly and once, until I say otherwise',
      tag,
      access: member(),
      response: reminderSettingsView,
    },
    async ({ actor }) => versioned(await settings.get(actor.id)),
  ),
  endpoint(
    {
      method: 'put',
      path,
      operationId: 'setReminderSettings',
      summary: 'Set how I am reminded of doses, from the next reminder on',
      tag,
      access: recordingMember,
      ifMatch: 'optional',
      body: setReminderSettingsBody,
      response: reminderSettingsView,
    },
    async ({ actor, body, call }) => versioned(await settings.set(actor.id, body, call.expectedVersion)),
  ),
];
