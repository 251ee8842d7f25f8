import { localDayOf } from '@soomcare/time';

import { dailyMaximumWarning, type DoseWarning } from '../medications/daily-maximum.ts';
import type { Dose } from './dose-slot.repository.ts';
import type { IntakePort } from './intake-port.ts';

/** What is to be said of all that was taken of the medication on the local day of this taking. */
export const dayWarnings = async (
  intakes: Pick<IntakePort, 'listOf'>,
  { memberId, medicationId, dailyMaximumHundredths, takenAt }: Dose,
  timeZone: string,
): Promise<DoseWarning[]> => {
  if (dailyMaximumHundredths === null || takenAt === null) return [];

  const midnight = Temporal.PlainDate.from(localDayOf(new Date(takenAt), timeZone)).toZonedDateTime(timeZone);
  const [one, ...others] = await intakes.listOf(
    memberId,
    medicationId,
    new Date(midnight.epochMilliseconds),
    new Date(midnight.add({ days: 1 }).epochMilliseconds),
  );

  return one ? dailyMaximumWarning(dailyMaximumHundredths, others, one) : [];
};
