import type { Locale } from '@soomcare/http';
import { type PlainRow, storedInstant } from '@soomcare/member-rows';
import { z } from 'zod';

import { explanationOf } from './delivery-explanations.ts';
import { deliveryReasons } from './delivery-reasons.ts';
import { type Delivery, deliveryStates, NO_DEVICE } from './delivery.entity.ts';
import { reminderKinds } from './reminder.entity.ts';

export const acknowledgeReminderBody = z
  .strictObject({
    reminderId: z.uuid().toLowerCase().meta({ description: 'From the push' }),
    deviceId: z.uuid().toLowerCase().meta({ description: 'Of the installation that has shown it' }),
  })
  .meta({ id: 'AcknowledgeReminder' });

export const deliveryView = z
  .object({
    deviceId: z.uuid().nullable().meta({ description: 'Null where no device was tried' }),
    kind: z.enum(reminderKinds),
    state: z.enum(deliveryStates),
    dueAt: storedInstant,
    sentAt: storedInstant.nullable(),
    acknowledgedAt: storedInstant.nullable().meta({ description: 'When the app had shown it' }),
    attempts: z.int(),
    reason: z.enum(deliveryReasons).nullable(),
    explanation: z.string().meta({ description: '`state` and `reason` in words, in the caller’s language' }),
  })
  .meta({ id: 'Delivery' });

export const deliveryList = z.object({ items: z.array(deliveryView) }).meta({ id: 'DeliveryList' });

export type AcknowledgeReminder = z.output<typeof acknowledgeReminderBody>;
export type DeliveryView = z.output<typeof deliveryView>;

export const presentDelivery = (
  { deviceId, kind, state, dueAt, sentAt, acknowledgedAt, attempts, reason }: PlainRow<Delivery>,
  locale: Locale,
): DeliveryView => ({
  deviceId: deviceId === NO_DEVICE ? null : deviceId,
  kind,
  state,
  dueAt,
  sentAt,
  acknowledgedAt,
  attempts,
  reason,
  explanation: explanationOf(state, reason, locale),
});
