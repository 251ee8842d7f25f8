import { type Database, type Transaction, uuidToBinary } from '@soomcare/database';

/** The zones in which members keep their doses where they are at home. */
export const createKeptTimeZoneRepository = (database: Database) => ({
  async isKept(memberId: string, timeZone: string): Promise<boolean> {
    const rows = await database.rows(
      'SELECT k.time_zone FROM kept_time_zones k WHERE k.member_id = ? AND k.time_zone = ?',
      [uuidToBinary(memberId), timeZone],
    );
    return rows.length > 0;
  },

  async keep(memberId: string, timeZone: string): Promise<void> {
    await database.run(
      `INSERT INTO kept_time_zones (member_id, time_zone) VALUES (?, ?)
        ON DUPLICATE KEY UPDATE kept_time_zones.time_zone = kept_time_zones.time_zone`,
      [uuidToBinary(memberId), timeZone],
    );
  },

  async forget(tx: Transaction, memberId: string, timeZone: string): Promise<void> {
    await database.run(
      'DELETE FROM kept_time_zones WHERE kept_time_zones.member_id = ? AND kept_time_zones.time_zone = ?',
      [uuidToBinary(memberId), timeZone],
      tx,
    );
  },
});

export type KeptTimeZoneRepository = ReturnType<typeof createKeptTimeZoneRepository>;
