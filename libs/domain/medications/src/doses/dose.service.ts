import type { Database, Transaction } from '@soomcare/database';

import { amountOf, hundredthsOf } from '../medications/dose-amount.ts';
import { expiryOf, type ReminderRepository } from '../reminders/reminder.repository.ts';
import { dayWarnings } from './day-warnings.ts';
import type { DoseBook } from './dose-book.ts';
import type { PlainDoseSlot } from './dose-slot.entity.ts';
import type { Dose, DoseSlotRepository } from './dose-slot.repository.ts';
import { doseStateOf } from './dose-state.ts';
import { doseErrors } from './dose.errors.ts';
import type { DoseView, SkipDose, SnoozeDose, TakeDose } from './dose.schemas.ts';
import type { IntakePort } from './intake-port.ts';
import { unanswered } from './planned-dose.ts';
import { quantityOf, settleTakenAt } from './taking.ts';

export interface DoseDeps {
  readonly database: Pick<Database, 'transaction'>;
  readonly book: DoseBook;
  readonly doses: DoseSlotRepository;
  readonly intakes: Pick<IntakePort, 'record' | 'remove' | 'listOf'>;
  readonly reminders: ReminderRepository;
  readonly clock: { readonly now: () => Date; readonly newId: () => string };
}

/** What an answer changes of a dose; null where the dose has this very answer. */
type Change = Partial<PlainDoseSlot> | null;

const MINUTE_MS = 60_000;

/** On a whole minute: the same request once more, after a lost answer, asks for the same instant. */
const snoozeEnd = (now: Date, minutes: number): string =>
  new Date((Math.ceil(now.getTime() / MINUTE_MS) + minutes) * MINUTE_MS).toISOString();

/** The same answer again is no other one: what it leaves out it does not contest. */
const isSame = <Value>(given: Value | undefined, kept: Value) => given === undefined || given === kept;

/** How a member answers their doses. Whoever answers first holds the dose until they are done. */
export const createDoseService = ({
  database,
  book,
  doses,
  intakes,
  reminders,
  clock: { now, newId },
}: DoseDeps) => {
  const present = (dose: Dose): DoseView => ({
    ...dose,
    amount: amountOf(dose.amountHundredths),
    takenAmount: dose.takenAmountHundredths === null ? null : amountOf(dose.takenAmountHundredths),
    state: doseStateOf(dose, now()),
  });

  /** @throws DOSE_NOT_FOUND */
  const change = (
    memberId: string,
    id: string,
    decide: (dose: Dose, tx: Transaction) => Change | Promise<Change>,
  ): Promise<Dose> =>
    database.transaction(async (tx) => {
      const dose = await book.lock(tx, memberId, id);
      if (!dose) throw doseErrors.DOSE_NOT_FOUND();

      const changed = await decide(dose, tx);
      if (changed === null) return dose;

      const answered = { ...dose, ...changed, version: dose.version + 1 };
      await doses.save(tx, answered);
      return answered;
    });

  const checkNotCancelled = ({ cancelledAt }: Dose) => {
    if (cancelledAt !== null) throw doseErrors.DOSE_CANCELLED();
  };

  const take = (memberId: string, id: string, { takenAt, amount }: TakeDose, timeZone: string) =>
    change(memberId, id, async (dose, tx) => {
      checkNotCancelled(dose);
      const given = {
        takenAt: takenAt === undefined ? undefined : new Date(takenAt).toISOString(),
        hundredths: amount === undefined ? undefined : hundredthsOf(amount),
      };
      if (dose.answer !== null) {
        const isSameTaking =
          dose.answer === 'taken' &&
          isSame(given.takenAt, dose.takenAt) &&
          isSame(given.hundredths, dose.takenAmountHundredths);
        if (!isSameTaking) throw doseErrors.DOSE_ALREADY_ANSWERED();

        return null;
      }

      const settled = settleTakenAt(dose, given.takenAt, now());
      const hundredths = given.hundredths ?? dose.amountHundredths;
      const intakeId = newId();
      await intakes.record(tx, {
        id: intakeId,
        memberId,
        medicationId: dose.medicationId,
        doseId: dose.id,
        takenAt: settled,
        timeZone,
        quantity: quantityOf(dose.unit, hundredths),
        purpose: 'scheduled',
      });

      return {
        ...unanswered,
        answer: 'taken',
        answeredAt: now().toISOString(),
        takenAt: settled,
        takenAmountHundredths: hundredths,
        intakeId,
      };
    });

  return {
    async list(memberId: string, date: string) {
      const items = await book.listOn(memberId, date);

      return { date, items: items.map(present) };
    },

    async get(memberId: string, id: string): Promise<DoseView> {
      const dose = await book.find(memberId, id);
      if (!dose) throw doseErrors.DOSE_NOT_FOUND();

      return present(dose);
    },

    /** Of those that have a row; one that is only planned is left out. */
    async listByIds(memberId: string, ids: readonly string[]): Promise<DoseView[]> {
      return (await doses.listByIds(memberId, ids)).map(present);
    },

    /** Answers the dose and puts the taking into the diary, both or neither. @param timeZone of the diary's day */
    async take(memberId: string, id: string, answer: TakeDose, timeZone: string) {
      const dose = await take(memberId, id, answer, timeZone);

      return { ...present(dose), warnings: await dayWarnings(intakes, dose, timeZone) };
    },

    async skip(memberId: string, id: string, { reason }: SkipDose): Promise<DoseView> {
      const skipped = await change(memberId, id, (dose) => {
        checkNotCancelled(dose);
        if (dose.answer === 'skipped' && isSame(reason, dose.skipReason)) return null;
        if (dose.answer !== null) throw doseErrors.DOSE_ALREADY_ANSWERED();

        const answeredAt = now().toISOString();
        return { ...unanswered, answer: 'skipped', answeredAt, skipReason: reason ?? null };
      });

      return present(skipped);
    },

    /** Reminds of this dose once more, later. */
    async snooze(memberId: string, id: string, { minutes }: SnoozeDose): Promise<DoseView> {
      const snoozed = await change(memberId, id, async (dose, tx) => {
        checkNotCancelled(dose);
        if (dose.answer !== null) throw doseErrors.DOSE_ALREADY_ANSWERED();
        const state = doseStateOf(dose, now());
        if (state !== 'due' && state !== 'snoozed') throw doseErrors.DOSE_NOT_OPEN();

        const snoozedUntil = snoozeEnd(now(), minutes);
        if (snoozedUntil === dose.snoozedUntil) return null;
        const nextDueAt = await doses.findNextDueAt(tx, dose);
        if (nextDueAt !== null && nextDueAt < snoozedUntil) throw doseErrors.DOSE_SNOOZE_TOO_LONG();

        const dueAt = new Date(snoozedUntil);
        await reminders.addReminder(tx, { memberId, kind: 'snooze', dueAt, expiresAt: expiryOf(dueAt) });
        return { snoozedUntil };
      });

      return present(snoozed);
    },

    /** As if the dose had never been answered or snoozed; what taking it put into the diary goes too. */
    async undo(memberId: string, id: string): Promise<DoseView> {
      const undone = await change(memberId, id, async (dose, tx) => {
        if (dose.answer === null && dose.snoozedUntil === null) return null;
        if (dose.intakeId !== null) await intakes.remove(tx, memberId, dose.intakeId);

        return book.reopened(tx, dose, now());
      });

      return present(undone);
    },
  };
};

export type DoseService = ReturnType<typeof createDoseService>;
