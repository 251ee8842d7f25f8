import { instant, integer, primary, table, text, uuid, uuidPrimary, version } from '@soomcare/database';

/**
 * `dose`: doses of one minute are due. `nudge`: they are still open. `snooze`: asked for again by the member.
 * `digest`: what could not be sent in time, told once. `supply`: an inhaler runs out within two weeks.
 */
export const reminderKinds = ['dose', 'nudge', 'snooze', 'digest', 'supply'] as const;
export type ReminderKind = (typeof reminderKinds)[number];

/** One push to one member: what workers claim. */
export class Reminder {
  id!: string;
  memberId!: string;
  kind!: ReminderKind;
  dueAt!: Date;
  /** Not sent after that. */
  expiresAt!: Date;
  state!: 'waiting' | 'done';
  /** When it may be claimed; a claim moves it to the end of its lease, a failure to the end of its pause. */
  availableAt!: Date;
  attempts!: number;
  /** Goes up with each claim: a worker whose lease has passed to another can no longer finish it. */
  fence!: number;
}

export const reminderTable = table<Reminder>()({
  target: Reminder,
  tableName: 'reminders',
  columns: {
    id: uuidPrimary(),
    memberId: uuid(),
    kind: text(8),
    dueAt: instant(),
    expiresAt: instant(),
    state: text(7),
    availableAt: instant(),
    attempts: integer({ size: 'smallint', unsigned: true, default: 0 }),
    fence: integer({ unsigned: true, default: 0 }),
  },
  indices: [
    { name: 'uq_reminders_member_id_kind_due_at', columns: ['memberId', 'kind', 'dueAt'], unique: true },
    { name: 'ix_reminders_state_available_at_id', columns: ['state', 'availableAt', 'id'] },
  ],
});

export const lockScreens = ['quiet', 'names'] as const;
export type LockScreen = (typeof lockScreens)[number];

/** How a member wants to be reminded; without a row: quiet text, no nudges. */
export class ReminderSettings {
  memberId!: string;
  lockScreen!: LockScreen;
  nudgeEveryMinutes!: number;
  /** 0 is off. */
  nudgeLimit!: number;
  version!: number;
}

export const reminderSettingsTable = table<ReminderSettings>()({
  target: ReminderSettings,
  tableName: 'reminder_settings',
  columns: {
    memberId: primary(uuid()),
    lockScreen: text(5),
    nudgeEveryMinutes: integer({ size: 'tinyint', unsigned: true }),
    nudgeLimit: integer({ size: 'tinyint', unsigned: true }),
    version: version(),
  },
});
