import { pageOf, pageQuery } from '@soomcare/http';
import { storedInstant } from '@soomcare/member-rows';
import { z } from 'zod';

export const notificationQuery = z.strictObject(pageQuery);

export const notificationView = z
  .object({
    id: z.uuid(),
    kind: z.string().meta({ example: 'dose' }),
    title: z.string().meta({ example: '복약 시간이에요' }),
    body: z.string(),
    createdAt: storedInstant,
    readAt: storedInstant.nullable(),
  })
  .meta({ id: 'Notification' });

export const notificationPage = pageOf(notificationView)
  .extend({ unreadCount: z.int().meta({ description: 'Of all pages; 100 stands for 100 or more' }) })
  .meta({ id: 'NotificationPage' });

export const markReadBody = z
  .strictObject({
    ids: z
      .array(z.uuid().toLowerCase())
      .min(1)
      .max(100)
      .optional()
      .meta({ description: 'Without it all notifications are marked; ids of nobody’s are passed over' }),
  })
  .meta({ id: 'MarkNotificationsRead' });

export type MarkRead = z.output<typeof markReadBody>;
