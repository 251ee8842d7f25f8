import { type Database, type Transaction, uuidToBinary } from '@soomcare/database';
import { createRowMapping, type PlainRow } from '@soomcare/member-rows';

import { type ReminderSettings, reminderSettingsTable } from './reminder.entity.ts';

export type PlainReminderSettings = PlainRow<ReminderSettings>;

const { columns, read, write } = createRowMapping(reminderSettingsTable);

const SELECT_SQL = `SELECT ${columns.map((column) => `s.${column}`).join(', ')}
  FROM reminder_settings s WHERE s.member_id = ?`;

/** A row that is there stays as it is, and is locked all the same. */
const INSERT_SQL = `INSERT INTO reminder_settings (${columns.join(', ')})
  VALUES (${columns.map(() => '?').join(', ')})
  ON DUPLICATE KEY UPDATE reminder_settings.member_id = reminder_settings.member_id`;

const SAVE_SQL = `UPDATE reminder_settings s SET ${columns.map((column) => `s.${column} = ?`).join(', ')}
  WHERE s.member_id = ?`;

export const createReminderSettingsRepository = (database: Database) => {
  const find = async (memberId: string, within?: Transaction): Promise<PlainReminderSettings | null> => {
    const [row] = await database.rows<Record<string, unknown>>(SELECT_SQL, [uuidToBinary(memberId)], within);
    return row ? read(row) : null;
  };

  return {
    find: (memberId: string) => find(memberId),

    /** The member's row, which `usual` becomes if there is none, locked until the transaction ends. */
    async lock(tx: Transaction, usual: PlainReminderSettings): Promise<PlainReminderSettings> {
      await database.run(INSERT_SQL, write(usual), tx);
      return (await find(usual.memberId, tx)) ?? usual;
    },

    /** Writes a row that this transaction has locked. */
    async save(tx: Transaction, settings: PlainReminderSettings): Promise<void> {
      await database.run(SAVE_SQL, [...write(settings), uuidToBinary(settings.memberId)], tx);
    },
  };
};

export type ReminderSettingsRepository = ReturnType<typeof createReminderSettingsRepository>;
