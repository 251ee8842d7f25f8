import { type Endpoint, endpoint, member } from '@soomcare/http';
import type { z } from 'zod';

import { markReadBody, notificationPage, notificationQuery } from './notification.schemas.ts';

interface ReadableInbox {
  list(
    memberId: string,
    query: z.output<typeof notificationQuery>,
  ): Promise<z.input<typeof notificationPage>>;
  markRead(memberId: string, ids: readonly string[] | null): Promise<void>;
}

const tag = 'Notifications';

export const inboxRoutes = (inbox: ReadableInbox): Endpoint[] => [
  endpoint(
    {
      method: 'get',
      path: '/notifications',
      operationId: 'listNotifications',
      summary: 'What I was told in the last 90 days, newest first',
      tag,
      access: member(),
      conditional: true,
      query: notificationQuery,
      response: notificationPage,
    },
    ({ actor, query }) => inbox.list(actor.id, query),
  ),
  endpoint(
    {
      method: 'put',
      path: '/notifications/read',
      operationId: 'markNotificationsRead',
      summary: 'Mark notifications as read',
      tag,
      access: member(),
      body: markReadBody,
    },
    ({ actor, body }) => inbox.markRead(actor.id, body.ids ?? null),
  ),
];
