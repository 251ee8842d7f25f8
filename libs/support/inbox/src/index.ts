export { createInbox, type Inbox, type NotificationInput } from './inbox.ts';
export { notificationTable } from './notification.entity.ts';
