import type { Locale } from '@soomcare/http';

import type { DoseBook } from '../doses/dose-book.ts';
import { doseErrors } from '../doses/dose.errors.ts';
import { deliveryErrors } from './delivery.errors.ts';
import type { DeliveryRepository } from './delivery.repository.ts';
import { type AcknowledgeReminder, presentDelivery, presentDoseDeliveries } from './delivery.schemas.ts';

export interface DeliveryDeps {
  readonly book: Pick<DoseBook, 'find' | 'listOn'>;
  readonly ledger: Pick<DeliveryRepository, 'listOf' | 'listOfDoses' | 'acknowledge'>;
}

/** What became of a member's reminders. */
export const createDeliveryService = ({ book, ledger }: DeliveryDeps) => ({
  /** Of one dose; none yet of a dose to come. */
  async list(memberId: string, doseId: string, locale: Locale) {
    if (!(await book.find(memberId, doseId))) throw doseErrors.DOSE_NOT_FOUND();

    const deliveries = await ledger.listOf(memberId, doseId);
    return { items: deliveries.map((delivery) => presentDelivery(delivery, locale)) };
  },

  /** Of each dose of a local day, in the order in which they are due. */
  async listOn(memberId: string, date: string, locale: Locale) {
    const doses = await book.listOn(memberId, date);
    const deliveries = await ledger.listOfDoses(
      memberId,
      doses.map(({ id }) => id),
    );
    const byDose = Map.groupBy(deliveries, ({ slotId }) => slotId);

    return {
      date,
      items: doses.map((dose) => presentDoseDeliveries(dose, byDose.get(dose.id) ?? [], locale)),
    };
  },

  /** The first time counts; saying it again changes nothing. */
  async acknowledge(memberId: string, { reminderId, deviceId }: AcknowledgeReminder): Promise<void> {
    const isKnown = await ledger.acknowledge(memberId, reminderId, deviceId);
    if (!isKnown) throw deliveryErrors.REMINDER_NOT_FOUND();
  },
});

export type DeliveryService = ReturnType<typeof createDeliveryService>;
