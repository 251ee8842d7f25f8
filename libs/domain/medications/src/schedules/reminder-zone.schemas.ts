import { timeZoneName } from '@soomcare/member-rows';
import { z } from 'zod';

export const reportTimeZoneBody = z
  .strictObject({
    timeZone: timeZoneName.meta({ description: 'Of the phone, now', example: 'Europe/London' }),
    decision: z.enum(['follow', 'keep']).optional().meta({
      description: 'The member’s answer: move the doses to this zone, or keep them and do not ask again',
    }),
  })
  .meta({ id: 'ReportTimeZone' });

export const reminderZoneView = z
  .object({
    asks: z.boolean().meta({ description: 'Ask the member, and send the answer as `decision`' }),
    homeTimeZone: z.string(),
    reportedTimeZone: z.string(),
    affectedSchedules: z
      .array(z.uuid())
      .meta({ description: 'Those that would move, and whose wall clock shows another time there' }),
  })
  .meta({ id: 'ReminderZone' });

export type ReportTimeZone = z.output<typeof reportTimeZoneBody>;
export type ReminderZoneView = z.output<typeof reminderZoneView>;
