import { type Endpoint, endpoint, member } from '@soomcare/http';

import { calendarMonth, calendarParams } from './calendar.schemas.ts';
import type { CalendarService } from './calendar.service.ts';

export const calendarRoutes = (calendar: CalendarService): Endpoint[] => [
  endpoint(
    {
      method: 'get',
      path: '/calendar/{month}',
      operationId: 'getCalendarMonth',
      summary: 'A month at a glance: every day with what was recorded',
      tag: 'Records',
      access: member(),
      params: calendarParams,
      conditional: 'own-data',
      response: calendarMonth,
    },
    ({ actor, params }) => calendar.getMonth(actor.id, params.month, actor.timeZone),
  ),
];
