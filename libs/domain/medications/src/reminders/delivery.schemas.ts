import type { Locale } from '@soomcare/http';
import { storedInstant } from '@soomcare/member-rows';
import { z } from 'zod';

import { doseAnswers } from '../doses/dose-slot.entity.ts';
import type { Dose } from '../doses/dose-slot.repository.ts';
import { explanationOf } from './delivery-explanations.ts';
import { deliveryReasons } from './delivery-reasons.ts';
import { deliveryStates, NO_DEVICE } from './delivery.entity.ts';
import type { PlainDelivery } from './delivery.repository.ts';
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

export const deliveryDay = z
  .object({
    date: z.iso.date(),
    items: z.array(
      z.object({
        doseId: z.uuid(),
        medicationName: z.string(),
        dueAt: storedInstant,
        localTime: z.string().meta({ description: 'Planned wall time in `timeZone`', example: '08:00' }),
        timeZone: z.string(),
        answer: z.enum(doseAnswers).nullable(),
        answeredAt: storedInstant.nullable(),
        deliveries: z.array(deliveryView),
      }),
    ),
  })
  .meta({ id: 'DeliveriesOfDay' });

export type AcknowledgeReminder = z.output<typeof acknowledgeReminderBody>;
export type DeliveryView = z.output<typeof deliveryView>;

export const presentDelivery = (
  { deviceId, kind, state, dueAt, sentAt, acknowledgedAt, attempts, reason }: PlainDelivery,
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

export const presentDoseDeliveries = (
  { id, medicationName, dueAt, localTime, timeZone, answer, answeredAt }: Dose,
  deliveries: readonly PlainDelivery[],
  locale: Locale,
) => ({
  doseId: id,
  medicationName,
  dueAt,
  localTime,
  timeZone,
  answer,
  answeredAt,
  deliveries: deliveries.map((delivery) => presentDelivery(delivery, locale)),
});
