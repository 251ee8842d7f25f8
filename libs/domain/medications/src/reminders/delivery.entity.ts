import { instant, integer, nullable, table, text, uuid, uuidPrimary } from '@soomcare/database';

import type { DeliveryReason } from './delivery-reasons.ts';
import type { ReminderKind } from './reminder.entity.ts';

export const deliveryStates = [
  'claimed',
  'sent',
  'acknowledged',
  'failed',
  'not_sent',
  'missed_to_send',
] as const;
export type DeliveryState = (typeof deliveryStates)[number];

/** Stands for "no device" where nothing could be or was to be sent, so that the unique key holds. */
export const NO_DEVICE = '00000000-0000-0000-0000-000000000000';

/** Stands for "no dose": a notice about an inhaler's supply. */
export const NO_SLOT = NO_DEVICE;

/** What became of one reminder of one dose on one device: the answer to "why did my alarm not come?". */
export class Delivery {
  id!: string;
  memberId!: string;
  slotId!: string;
  reminderId!: string;
  deviceId!: string;
  kind!: ReminderKind;
  dueAt!: Date;
  state!: DeliveryState;
  /** Null where there is nothing to explain. */
  reason!: DeliveryReason | null;
  attempts!: number;
  claimedAt!: Date | null;
  sentAt!: Date | null;
  /** When the app said that it has shown the reminder. */
  acknowledgedAt!: Date | null;
  providerId!: string | null;
}

export const deliveryTable = table<Delivery>()({
  target: Delivery,
  tableName: 'deliveries',
  columns: {
    id: uuidPrimary(),
    memberId: uuid(),
    slotId: uuid(),
    reminderId: uuid(),
    deviceId: uuid(),
    kind: text(8),
    dueAt: instant(),
    state: text(16),
    reason: nullable(text<DeliveryReason>(40)),
    attempts: integer({ size: 'smallint', unsigned: true, default: 0 }),
    claimedAt: nullable(instant()),
    sentAt: nullable(instant()),
    acknowledgedAt: nullable(instant()),
    providerId: nullable(text(200)),
  },
  indices: [
    {
      name: 'uq_deliveries_reminder_id_slot_id_device_id',
      columns: ['reminderId', 'slotId', 'deviceId'],
      unique: true,
    },
    { name: 'ix_deliveries_member_id_slot_id', columns: ['memberId', 'slotId'] },
  ],
});
