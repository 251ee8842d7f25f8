import type { Database } from '@soomcare/database';
import { httpErrors } from '@soomcare/http';

import { usualWish } from './follow-ups.ts';
import type { PlainReminderSettings, ReminderSettingsRepository } from './reminder-settings.repository.ts';
import type { ReminderSettingsView, SetReminderSettings } from './reminder-settings.schemas.ts';

export interface ReminderSettingsDeps {
  readonly database: Pick<Database, 'transaction'>;
  readonly settings: ReminderSettingsRepository;
}

const usualOf = (memberId: string): PlainReminderSettings => ({ memberId, ...usualWish, version: 0 });

/** How a member wants to be reminded; what is set counts from the next reminder on. */
export const createReminderSettingsService = ({ database, settings }: ReminderSettingsDeps) => ({
  async get(memberId: string): Promise<ReminderSettingsView> {
    return (await settings.find(memberId)) ?? usualOf(memberId);
  },

  /** @param expectedVersion null where any will do */
  set: (
    memberId: string,
    wish: SetReminderSettings,
    expectedVersion: number | null,
  ): Promise<ReminderSettingsView> =>
    database.transaction(async (tx) => {
      const { version } = await settings.lock(tx, usualOf(memberId));
      if (expectedVersion !== null && expectedVersion !== version) throw httpErrors.VERSION_MISMATCH();

      const changed = { memberId, ...wish, version: version + 1 };
      await settings.save(tx, changed);
      return changed;
    }),
});

export type ReminderSettingsService = ReturnType<typeof createReminderSettingsService>;
