import type { Database } from '@soomcare/database';
import { httpErrors, ProblemError } from '@soomcare/http';
import { z } from 'zod';

import { doseErrors } from '../doses/dose.errors.ts';
import {
  type DoseView,
  doseView,
  skipDoseBody,
  snoozeDoseBody,
  takeDoseBody,
} from '../doses/dose.schemas.ts';
import type { MedicineServices } from './medicine-services.ts';

/** What the bodies of a dose's own routes hold, and which route it is; null takes the answer back. */
const answerDoseBody = z.discriminatedUnion('answer', [
  // It arrives later than it was written, so when it was has to be said.
  takeDoseBody.extend({ answer: z.literal('taken'), takenAt: takeDoseBody.shape.takenAt.unwrap() }),
  skipDoseBody.extend({ answer: z.literal('skipped') }),
  snoozeDoseBody.extend({ answer: z.literal('snoozed') }),
  z.strictObject({ answer: z.null() }),
]);

type AnswerDose = z.output<typeof answerDoseBody>;

/** Another answer was first: both sides are shown, and the member decides. */
const conflicting = (error: unknown): never => {
  if (error instanceof ProblemError && error.code === doseErrors.DOSE_ALREADY_ANSWERED.code)
    throw httpErrors.VERSION_MISMATCH();
  throw error;
};

/**
 * Doses that were answered, snoozed or cancelled; one that is only planned follows from its schedule. An answer goes by
 * what the dose says and not by its version: the same one twice is one, and a snooze is in nobody's way.
 */
export const syncedDoses = (servicesOn: (database: Database) => MedicineServices) => ({
  name: 'doses',
  description:
    'Those that were answered, snoozed or cancelled. Edited only, by `fields` of `{ answer: "taken", takenAt, amount? }`, ' +
    '`{ answer: "skipped", reason? }`, `{ answer: "snoozed", minutes }` (from when it arrives) or `{ answer: null }`, ' +
    'which takes the answer back. A dose without a row of its own has the version 1',
  patch: answerDoseBody,
  view: doseView,
  on(database: Database) {
    const { take, skip, snooze, undo, listByIds } = servicesOn(database).doses;

    /** Takes back what the device has seen, and nothing that was answered since. */
    const undoOn = async (memberId: string, id: string, expected: number | null): Promise<DoseView> => {
      const undone = await undo(memberId, id);
      if (expected !== null && undone.version > expected + 1) throw httpErrors.VERSION_MISMATCH();

      return undone;
    };

    const update = (
      memberId: string,
      id: string,
      given: AnswerDose,
      expected: number | null,
      { timeZone }: { readonly timeZone: string },
    ): Promise<DoseView> => {
      switch (given.answer) {
        case 'taken':
          return take(memberId, id, given, timeZone).catch(conflicting);
        case 'skipped':
          return skip(memberId, id, given).catch(conflicting);
        case 'snoozed':
          return snooze(memberId, id, given).catch(conflicting);
        case null:
          return undoOn(memberId, id, expected);
        default:
          return given satisfies never;
      }
    };

    return { update, listByIds };
  },
});
