import { localDay } from '@soomcare/member-rows';
import { daysInRange } from '@soomcare/time';
import { z } from 'zod';

const MAX_DAYS = 366;

export const adherenceQuery = z
  .strictObject({
    from: localDay,
    to: localDay,
    medicationId: z.uuid().toLowerCase().optional().meta({ description: 'One medicine; all if left out' }),
  })
  .refine(({ from, to }) => from <= to, { path: ['to'], message: 'to lies before from' })
  .refine(({ from, to }) => daysInRange(from, to) <= MAX_DAYS, { path: ['to'], message: 'at most 366 days' });

const coverage = {
  expected: z.int().meta({
    description:
      'Doses that were taken, skipped or missed: of today only those answered, of later days none, no cancelled ones, and none of medicines taken as needed',
  }),
  taken: z
    .int()
    .meta({ description: 'In time or late; what is taken beside the plan repairs no missed dose' }),
  late: z.int(),
  skipped: z.int().meta({ description: 'Expected and not taken, whatever the reason' }),
  missed: z.int(),
  percent: z
    .int()
    .nullable()
    .meta({ description: 'Taken of expected, rounded down; null with none expected' }),
};

const coverageView = z.object(coverage).meta({ id: 'Coverage' });

export const adherenceView = z
  .object({
    from: z.iso.date(),
    to: z.iso.date(),
    range: coverageView,
    last7Days: coverageView.meta({ description: 'Up to `to`' }),
    last30Days: coverageView.meta({ description: 'Up to `to`' }),
    days: z.array(z.object({ date: z.iso.date(), ...coverage }).meta({ id: 'CoverageOfDay' })),
    proportionOfDaysCovered: z
      .array(
        z
          .object({
            medicationId: z.uuid(),
            medicationName: z.string(),
            daysCovered: z.int(),
            days: z.int().meta({ description: 'Of the range, from the first refill to today' }),
            percent: z.int(),
          })
          .meta({ id: 'DaysCovered' }),
      )
      .meta({
        description:
          'PDC: days for which refills gave enough for the doses planned in the range; another measure than the doses taken. A medicine without refills is not in it',
      }),
    possessionRatio: z
      .array(
        z
          .object({
            medicationId: z.uuid(),
            medicationName: z.string(),
            daysSupplied: z.int(),
            days: z.int().meta({ description: 'Of the range, from its first refill to today' }),
            percent: z.int(),
          })
          .meta({ id: 'DaysSupplied' }),
      )
      .meta({ description: 'MPR: days that the refills of the range last for; can exceed 100 %' }),
  })
  .meta({ id: 'Adherence' });

export type AdherenceQuery = z.output<typeof adherenceQuery>;
export type AdherenceView = z.output<typeof adherenceView>;
