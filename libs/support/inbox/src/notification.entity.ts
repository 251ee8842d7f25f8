import { instant, nullable, primary, table, text, uuid } from '@soomcare/database';

/** Something a member was told. Unlike a push it is seen only after a log-in, so it may name things. */
export class Notification {
  memberId!: string;
  id!: string;
  kind!: string;
  title!: string;
  body!: string;
  createdAt!: Date;
  readAt!: Date | null;
}

export const notificationTable = table<Notification>()({
  target: Notification,
  tableName: 'notifications',
  columns: {
    memberId: primary(uuid()),
    id: primary(uuid()),
    kind: text(20),
    title: text(100),
    body: text(500),
    createdAt: instant(),
    readAt: nullable(instant()),
  },
  indices: [
    { name: 'ix_notifications_member_id_created_at_id', columns: ['memberId', 'createdAt', 'id'] },
    { name: 'ix_notifications_created_at', columns: ['createdAt'] },
  ],
});
