import { z } from 'zod';

import { lockScreens } from './reminder.entity.ts';

const values = {
  lockScreen: z
    .enum(lockScreens)
    .meta({ description: '`quiet` names no medicine where others may read it; `names` does' }),
  nudgeEveryMinutes: z.int().min(5).max(60).meta({ description: 'While a dose has no answer', example: 10 }),
  nudgeLimit: z.int().min(0).max(4).meta({ description: 'How often at most; 0 is off' }),
};

export const setReminderSettingsBody = z.strictObject(values).meta({ id: 'SetReminderSettings' });

export const reminderSettingsView = z
  .object({
    ...values,
    version: z.int().meta({ description: 'Goes into If-Match; 0 while nothing was set' }),
  })
  .meta({ id: 'ReminderSettings' });

export type SetReminderSettings = z.output<typeof setReminderSettingsBody>;
export type ReminderSettingsView = z.output<typeof reminderSettingsView>;
